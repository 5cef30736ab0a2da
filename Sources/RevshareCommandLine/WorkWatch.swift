import FileStore
import Publishing
import Synchronization

/// Shows how far long work has come, and ends it when the process is told to end.
final class WorkWatch: Sendable {
  private let context: CommandContext
  private let isQuiet: Bool
  private let line: Mutex<ProgressLine>
  private let interruption: InterruptionFlag?

  /// Watches work that begins now.
  ///
  /// - Parameters:
  ///   - context: Where progress is shown.
  ///   - isQuiet: Whether nothing is shown.
  ///   - ending: What says whether the process is told to end; `nil` where that ends it at once.
  init(in context: CommandContext, isQuiet: Bool, endingBy ending: InterruptionFlag? = nil) {
    self.context = context
    self.isQuiet = isQuiet
    self.line = Mutex(ProgressLine(in: isQuiet ? context.silent : context))
    self.interruption = ending
  }

  /// Begins a phase, and says so.
  func begin(_ phase: String) {
    line.withLock { $0.begin(phase, isTold: true) }
  }

  /// Begins a phase, and prints a line that stays.
  func announce(_ phase: String) {
    line.withLock { $0.begin(phase, isTold: false) }
    if !isQuiet { context.printError(phase) }
  }

  /// Tells how far the phase has come.
  ///
  /// - Parameters:
  ///   - done: How much is done.
  ///   - total: How much there is.
  ///   - unit: What is counted.
  func show(_ done: Int, of total: Int, _ unit: String) {
    line.withLock { $0.show(UInt64(clamping: done), of: UInt64(clamping: total), unit) }
  }

  /// Tells how far the phase has come, and ends the work where that is asked for.
  ///
  /// - Parameters:
  ///   - done: How much is done.
  ///   - total: How much there is.
  ///   - unit: What is counted.
  /// - Throws: `FileStoreError.interrupted`.
  func step(_ done: Int, of total: Int, _ unit: String) throws(FileStoreError) {
    try check()
    show(done, of: total, unit)
  }

  /// Ends the work where that is asked for.
  ///
  /// - Throws: `FileStoreError.interrupted`.
  func check() throws(FileStoreError) {
    if interruption?.isRequested ?? false { throw .interrupted }
  }

  /// Takes a changing line away.
  func end() { line.withLock { $0.end() } }
}
