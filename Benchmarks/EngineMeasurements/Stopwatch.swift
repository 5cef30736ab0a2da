import Glibc

/// Seconds since a moment: on the wall, and of all threads' work.
struct Stopwatch {
  private let startedWall = seconds(of: CLOCK_MONOTONIC)
  private let startedCPU = seconds(of: CLOCK_PROCESS_CPUTIME_ID)

  /// Seconds on the wall.
  var wall: Double { Self.seconds(of: CLOCK_MONOTONIC) - startedWall }
  /// Seconds of CPU, the system's on our behalf included.
  var cpu: Double { Self.seconds(of: CLOCK_PROCESS_CPUTIME_ID) - startedCPU }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension [Double] {
  /// The middle one.
  var median: Double { sorted()[count / 2] }
}
