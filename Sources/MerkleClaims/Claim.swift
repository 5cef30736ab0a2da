public import EVMTypes

/// What a contract pays to an account.
public struct Claim: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// The amount, in base units of the payout asset.
  public let amount: UInt256

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - amount: The amount, in base units of the payout asset.
  public init(account: Address, amount: UInt256) {
    self.account = account
    self.amount = amount
  }
}
