public import EVMTypes

/// A claim of any distribution, with the fields that its leaf needs.
public struct ClaimRecord: Sendable, Hashable {
  /// Who claims.
  public let account: Address
  /// What is claimed, in base units; several where a leaf holds several.
  public let amounts: [UInt256]
  /// The claim's index, where the leaf holds one.
  public let index: UInt256?
  /// The token that is claimed, where the leaf holds one.
  public let token: Address?
  /// Who receives it, where the leaf holds one.
  public let beneficiary: Address?
  /// The network or the operator's number, where the leaf holds one.
  public let number: UInt256?
  /// Bytes before the account, where the leaf holds any.
  public let salt: [UInt8]

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - account: Who claims.
  ///   - amounts: What is claimed, in base units.
  ///   - index: The claim's index.
  ///   - token: The token that is claimed.
  ///   - beneficiary: Who receives it.
  ///   - number: The network or the operator's number.
  ///   - salt: Bytes before the account.
  public init(
    account: Address,
    amounts: [UInt256],
    index: UInt256? = nil,
    token: Address? = nil,
    beneficiary: Address? = nil,
    number: UInt256? = nil,
    salt: [UInt8] = []
  ) {
    self.account = account
    self.amounts = amounts
    self.index = index
    self.token = token
    self.beneficiary = beneficiary
    self.number = number
    self.salt = salt
  }
}
