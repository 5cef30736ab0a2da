import Dispatch
import Glibc
import Synchronization

/// Ends work that has no end of its own when the process is told to end.
enum Interruption {
  /// Does work until it ends, or is cancelled by SIGINT or SIGTERM and then ends.
  ///
  /// - Parameter work: The work; it must end soon once its task is cancelled.
  /// - Returns: What it gave.
  static func wait<Outcome: Sendable>(
    for work: @escaping @Sendable () async -> Outcome
  ) -> Outcome {
    let interrupted = AsyncStream.makeStream(of: Void.self)
    // Before the work begins: what it prints may be what another program waits for to end it.
    let sources = [SIGINT, SIGTERM].map { source(of: $0) { interrupted.continuation.finish() } }
    let ended = DispatchSemaphore(value: 0)
    let outcome = Mutex<Outcome?>(nil)
    Task {
      let work = Task { await work() }
      Task {
        for await _ in interrupted.stream {}
        work.cancel()
      }
      let result = await work.value
      outcome.withLock { $0 = result }
      ended.signal()
    }
    ended.wait()
    for source in sources { source.cancel() }
    guard let result = outcome.withLock({ $0 }) else {
      preconditionFailure("the work has ended")
    }
    return result
  }

  /// A source of a signal that is seen from now on.
  static func source(
    of number: Int32,
    _ handle: @escaping @Sendable () -> Void
  ) -> any DispatchSourceSignal {
    // The source sees the signal only where the process does not end of it.
    signal(number, SIG_IGN)
    let registered = DispatchSemaphore(value: 0)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handle)
    source.setRegistrationHandler { registered.signal() }
    source.activate()
    registered.wait()
    return source
  }
}
