import ClaimVerifier
public import EVMTypes

/// What a leaf hashes: which fields of a claim, in which encoding, how often.
public struct LeafForm: Sendable, Hashable {
  /// A field of a claim.
  public enum Field: Sendable, Hashable {
    /// The claim's index.
    case index
    /// Who claims.
    case account
    /// The token that is claimed.
    case token
    /// Who receives it.
    case beneficiary
    /// The network, or the operator's number: a number that is not an amount.
    case number
    /// One of the claim's amounts, by its place.
    case amount(Int)
    /// Bytes that keep claims private until they are made.
    case salt
  }

  /// How fields become bytes.
  public enum Encoding: Sendable, Hashable {
    /// A word of 32 bytes each, as `abi.encode`.
    case abi
    /// 20 bytes for an account, 32 for a number, as `abi.encodePacked`.
    case packed
    /// `0x` and lower-case digits for an account, decimal digits for a number, a space between.
    case ascii
  }

  /// The fields, in the order in which they are hashed.
  public let fields: [Field]
  /// How they become bytes.
  public let encoding: Encoding
  /// How often they are hashed: once or twice.
  public let hashCount: Int

  init(_ fields: [Field], _ encoding: Encoding, hashCount: Int = 1) {
    self.fields = fields
    self.encoding = encoding
    self.hashCount = hashCount
  }

  /// A leaf's bytes before hashing.
  ///
  /// - Parameter claim: The claim.
  /// - Returns: `nil` when the claim lacks a field.
  public func bytes(of claim: ClaimRecord) -> [UInt8]? {
    var bytes: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if encoding == .ascii, place > 0 { bytes.append(UInt8(ascii: " ")) }
      switch field {
      case .account: append(claim.account, to: &bytes)
      case .token:
        guard let token = claim.token else { return nil }
        append(token, to: &bytes)
      case .beneficiary:
        guard let beneficiary = claim.beneficiary else { return nil }
        append(beneficiary, to: &bytes)
      case .index:
        guard let index = claim.index else { return nil }
        append(index, to: &bytes)
      case .number:
        guard let number = claim.number else { return nil }
        append(number, to: &bytes)
      case .amount(let place):
        guard claim.amounts.indices.contains(place) else { return nil }
        append(claim.amounts[place], to: &bytes)
      case .salt: bytes += claim.salt
      }
    }
    return bytes
  }

  /// A leaf's hash.
  ///
  /// - Parameter claim: The claim.
  /// - Returns: `nil` when the claim lacks a field.
  public func hash(of claim: ClaimRecord) -> Digest? {
    guard let bytes = bytes(of: claim) else { return nil }
    return hashCount == 2 ? StandardLeaf.hash(encoding: bytes) : Digest(keccak256Of: bytes)
  }

  private func append(_ account: Address, to bytes: inout [UInt8]) {
    switch encoding {
    case .abi: bytes += ABIValue.encode([.address(account)])
    case .packed: bytes += account.bytes
    case .ascii: bytes += Array("0x".utf8) + Hex.digits(of: account.bytes)
    }
  }

  private func append(_ number: UInt256, to bytes: inout [UInt8]) {
    switch encoding {
    case .abi, .packed: bytes += ABIValue.encode([.unsigned(number)])
    case .ascii: bytes += number.decimalDigits
    }
  }
}
