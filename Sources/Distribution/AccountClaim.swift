public import EVMTypes

/// What a contract pays to an account, in base units of a payout asset.
public struct AccountClaim: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// What it could claim in the cumulative scheme before; zero in the scheme by epochs.
  public let before: UInt256
  /// The claim's amount: what it could claim before, and all that this epoch pays to the account.
  public let amount: UInt256

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - before: What it could claim before.
  ///   - amount: The claim's amount.
  public init(account: Address, before: UInt256, amount: UInt256) {
    self.account = account
    self.before = before
    self.amount = amount
  }
}
