import Dispatch
import Glibc
import Synchronization

/// Whether the process is told to end, for work that looks now and then and ends by itself.
final class InterruptionFlag: Sendable {
  private let isSet = Atomic<Bool>(false)

  /// Whether the process is told to end.
  var isRequested: Bool { isSet.load(ordering: .relaxed) }

  /// Does work that SIGINT and SIGTERM do not cut off; a second signal ends the process at once.
  ///
  /// - Parameter work: The work; it looks at the flag.
  /// - Returns: What it gives.
  /// - Throws: What it throws.
  static func during<Value, E: Error>(
    _ work: (InterruptionFlag) throws(E) -> Value
  ) throws(E) -> Value {
    let flag = InterruptionFlag()
    let numbers = [SIGINT, SIGTERM]
    let sources = numbers.map { number in
      Interruption.source(of: number) {
        guard flag.isSet.exchange(true, ordering: .relaxed) else { return }
        _exit(ExitStatus.interrupted.rawValue)
      }
    }
    defer {
      for source in sources { source.cancel() }
      for number in numbers { signal(number, SIG_DFL) }
    }
    return try work(flag)
  }
}
