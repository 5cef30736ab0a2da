public import EVMTypes

/// An account that earns nothing in an epoch, and why.
public struct Exclusion: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// The reason.
  public let reason: String

  /// Creates an exclusion.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - reason: The reason.
  public init(account: Address, reason: String) {
    self.account = account
    self.reason = reason
  }
}
