/// What a site may make its reader spend.
public struct TransferLimits: Sendable, Hashable {
  /// How many bytes all answers together may have.
  public let byteCount: Int
  /// How many seconds may pass from the first request on.
  public let seconds: Int
  /// How many seconds a connection, or an answer, may take without coming forward.
  public let stallSeconds: Int

  /// How many seconds one answer may take.
  static let requestSeconds = 600
  /// How many files in a row may fail before nothing more is asked for.
  static let failureCount = 10

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - byteCount: How many bytes all answers together may have.
  ///   - seconds: How many seconds may pass from the first request on.
  ///   - stallSeconds: How many seconds a connection, or an answer, may take without coming forward.
  public init(byteCount: Int, seconds: Int, stallSeconds: Int) {
    self.byteCount = byteCount
    self.seconds = seconds
    self.stallSeconds = stallSeconds
  }
}
