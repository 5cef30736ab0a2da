public import EVMTypes

/// A time within an epoch in which an account's stake was constant and not zero.
public struct StakeInterval: Sendable, Hashable {
  /// The first second.
  public let from: Timestamp
  /// The first second after it.
  public let to: Timestamp
  /// The stake, in base units of the staked token.
  public let amount: UInt256

  /// Creates an interval.
  ///
  /// - Parameters:
  ///   - from: The first second.
  ///   - to: The first second after it.
  ///   - amount: The stake, in base units of the staked token.
  public init(from: Timestamp, to: Timestamp, amount: UInt256) {
    self.from = from
    self.to = to
    self.amount = amount
  }
}
