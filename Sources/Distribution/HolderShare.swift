public import EVMTypes

/// What an epoch's formula gives one holder.
public struct HolderShare: Sendable, Hashable {
  /// The holder.
  public let account: Address
  /// Their stake-time, in base units of the staked token × seconds; never zero.
  public let weight: UInt256
  /// ⌊allocation × weight ÷ total weight⌋, in base units of the payout asset.
  public let share: UInt256
  /// What the epoch pays them, in the same unit.
  public let paid: UInt256
  /// How their stake changed within the epoch.
  public let stakes: [StakeInterval]

  /// Creates a share.
  ///
  /// - Parameters:
  ///   - account: The holder.
  ///   - weight: Their stake-time.
  ///   - share: What the formula gives them.
  ///   - paid: What the epoch pays them.
  ///   - stakes: How their stake changed within the epoch.
  public init(
    account: Address,
    weight: UInt256,
    share: UInt256,
    paid: UInt256,
    stakes: [StakeInterval]
  ) {
    self.account = account
    self.weight = weight
    self.share = share
    self.paid = paid
    self.stakes = stakes
  }
}
