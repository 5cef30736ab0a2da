import Glibc

/// Waits without holding up an end.
enum Pause {
  private static let step = 50

  /// Waits.
  ///
  /// - Parameter milliseconds: How long.
  /// - Throws: ``ChainError/cancelled`` as soon as the task is cancelled.
  static func wait(milliseconds: Int) throws(ChainError) {
    var left = milliseconds
    while left > 0 {
      if Task.isCancelled { throw .cancelled }
      usleep(UInt32(1_000 * min(left, step)))
      left -= step
    }
  }
}
