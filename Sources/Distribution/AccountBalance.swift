public import EVMTypes

/// What an account takes from one epoch to the next, in one payout asset.
public struct AccountBalance: Sendable, Hashable {
  /// The payout asset's identifier.
  public let asset: String
  /// The account.
  public let account: Address
  /// What it is owed and was not yet paid, in base units of the asset; negative for what it owes.
  public let accrued: SignedAmount
  /// Its cumulative claim, in the same unit; zero in the scheme by epochs.
  public let claimed: UInt256

  /// Creates a balance.
  ///
  /// - Parameters:
  ///   - asset: The payout asset's identifier.
  ///   - account: The account.
  ///   - accrued: What it is owed and was not yet paid.
  ///   - claimed: Its cumulative claim.
  public init(asset: String, account: Address, accrued: SignedAmount, claimed: UInt256) {
    self.asset = asset
    self.account = account
    self.accrued = accrued
    self.claimed = claimed
  }
}
