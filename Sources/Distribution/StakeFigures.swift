public import EVMTypes

/// How much was staked in an epoch, and for how long.
public struct StakeFigures: Sendable, Hashable {
  /// How many stake events the epoch has.
  public let eventCount: Int
  /// How many accounts have weight.
  public let holderCount: Int
  /// D: the unit of weights is a base unit of the staked token × second ÷ D.
  public let denominator: UInt256
  /// The sum of all weights, in base units of the staked token × seconds ÷ D.
  public let totalWeight: UInt256
  /// What all accounts had staked when the epoch began, in base units of the staked token.
  public let opening: UInt256
  /// What all accounts had staked when the epoch ended, in the same unit.
  public let closing: UInt256

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - eventCount: How many stake events the epoch has.
  ///   - holderCount: How many accounts have weight.
  ///   - denominator: The unit of weights is a base unit × second ÷ this.
  ///   - totalWeight: The sum of all weights.
  ///   - opening: What was staked when the epoch began.
  ///   - closing: What was staked when the epoch ended.
  public init(
    eventCount: Int,
    holderCount: Int,
    denominator: UInt256 = 1,
    totalWeight: UInt256,
    opening: UInt256,
    closing: UInt256
  ) {
    self.eventCount = eventCount
    self.holderCount = holderCount
    self.denominator = denominator
    self.totalWeight = totalWeight
    self.opening = opening
    self.closing = closing
  }
}
