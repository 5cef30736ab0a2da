public import EVMTypes

/// How much was staked in an epoch, and for how long.
public struct StakeFigures: Sendable, Hashable {
  /// What changed in the epoch, which is known where its weights come from events.
  public struct Movement: Sendable, Hashable {
    /// How many stake events the epoch has.
    public let eventCount: Int
    /// What all accounts had staked when the epoch began, in base units of the staked token.
    public let opening: UInt256
    /// What all accounts had staked when the epoch ended, in the same unit.
    public let closing: UInt256

    /// Creates the figures.
    ///
    /// - Parameters:
    ///   - eventCount: How many stake events the epoch has.
    ///   - opening: What was staked when the epoch began.
    ///   - closing: What was staked when the epoch ended.
    public init(eventCount: Int, opening: UInt256, closing: UInt256) {
      self.eventCount = eventCount
      self.opening = opening
      self.closing = closing
    }
  }

  /// How many accounts have weight.
  public let holderCount: Int
  /// D: the unit of weights is a base unit of the staked token × second ÷ D.
  public let denominator: UInt256
  /// The sum of all weights, in base units of the staked token × seconds ÷ D.
  public let totalWeight: UInt256
  /// What changed in the epoch; `nil` where the weights were given.
  public let movement: Movement?

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - holderCount: How many accounts have weight.
  ///   - denominator: The unit of weights is a base unit × second ÷ this.
  ///   - totalWeight: The sum of all weights.
  ///   - movement: What changed in the epoch; `nil` where the weights were given.
  public init(
    holderCount: Int,
    denominator: UInt256 = 1,
    totalWeight: UInt256,
    movement: Movement?
  ) {
    self.holderCount = holderCount
    self.denominator = denominator
    self.totalWeight = totalWeight
    self.movement = movement
  }
}
