public import EVMTypes

/// What an account's stake weighs in an epoch.
public struct AccountWeight: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// Its weight, in base units of the staked token × seconds ÷ D; may be zero.
  public let weight: UInt256

  /// Creates a weight.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - weight: Its weight.
  public init(account: Address, weight: UInt256) {
    self.account = account
    self.weight = weight
  }
}
