public import EVMTypes

/// A part of an account's stake over a time within an epoch in which its multiplier followed one rule.
///
/// The weights of an account's pieces add up to its weight.
///
/// - Source: docs/specification.md, section 3, "Pieces".
public struct StakePiece: Sendable, Hashable {
  /// When the lot was staked that it belongs to.
  public let start: Timestamp
  /// The first second that counts.
  public let from: Timestamp
  /// The first second after it.
  public let to: Timestamp
  /// How much, in base units of the staked token.
  public let amount: UInt256
  /// By how much it counts; `nil` while the multiplier grows.
  public let factor: Factor?
  /// Its weight, in base units of the staked token × seconds ÷ D.
  public let weight: UInt256

  /// Creates a piece.
  ///
  /// - Parameters:
  ///   - start: When the lot was staked.
  ///   - from: The first second that counts.
  ///   - to: The first second after it.
  ///   - amount: How much.
  ///   - factor: By how much it counts; `nil` while the multiplier grows.
  ///   - weight: Its weight.
  public init(
    start: Timestamp,
    from: Timestamp,
    to: Timestamp,
    amount: UInt256,
    factor: Factor?,
    weight: UInt256
  ) {
    self.start = start
    self.from = from
    self.to = to
    self.amount = amount
    self.factor = factor
    self.weight = weight
  }
}
