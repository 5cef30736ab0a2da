import Dispatch
import Glibc
import Synchronization

/// Ends work that has no end of its own when the process is told to end.
enum Interruption {
  /// Does work until it ends, or is cancelled by SIGINT or SIGTERM and then ends.
  ///
  /// - Parameter work: The work; it must end soon once its task is cancelled.
  /// - Returns: What it gave.
  static func wait<Outcome: Sendable>(for work: @escaping @Sendable () async -> Outcome) -> Outcome
  {
    let ended = DispatchSemaphore(value: 0)
    let outcome = Mutex<Outcome?>(nil)
    let task = Task {
      let result = await work()
      outcome.withLock { $0 = result }
      ended.signal()
    }
    let sources = [SIGINT, SIGTERM].map { number in
      // The source sees the signal only where the process does not end of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.activate()
      return source
    }
    ended.wait()
    for source in sources { source.cancel() }
    guard let result = outcome.withLock({ $0 }) else {
      preconditionFailure("the work has ended")
    }
    return result
  }
}
