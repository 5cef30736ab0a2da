public import EVMTypes

/// A part of an account's stake with one start.
public struct Lot: Sendable, Hashable {
  /// Whose stake it is.
  public let account: Address
  /// When it was staked.
  public let start: Timestamp
  /// How much of it is left, in base units of the staked token; never zero.
  public var amount: UInt256

  /// Creates a lot.
  ///
  /// - Parameters:
  ///   - account: Whose stake it is.
  ///   - start: When it was staked.
  ///   - amount: How much of it is left, in base units of the staked token.
  public init(account: Address, start: Timestamp, amount: UInt256) {
    self.account = account
    self.start = start
    self.amount = amount
  }
}
