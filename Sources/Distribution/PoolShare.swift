/// The part of one stream's revenue that goes to the pool.
public struct PoolShare: Sendable, Hashable {
  /// The stream's identifier.
  public let stream: String
  /// The part.
  public let share: Percentage

  /// Creates a pool share.
  ///
  /// - Parameters:
  ///   - stream: The stream's identifier.
  ///   - share: The part.
  public init(stream: String, share: Percentage) {
    self.stream = stream
    self.share = share
  }
}
