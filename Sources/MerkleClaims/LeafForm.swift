/// What a leaf hashes: which fields of a claim, in which encoding, how often.
public struct LeafForm: Sendable, Hashable {
  /// A field of a claim.
  public enum Field: Sendable, Hashable {
    /// A byte that keeps leaves of one kind apart from others.
    case prefix(UInt8)
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
    /// The leaf itself.
    case hash
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
  /// How often they are hashed: once or twice, or never where the leaf is given.
  public let hashCount: Int

  /// Describes a leaf.
  ///
  /// - Parameters:
  ///   - fields: The fields, in the order in which they are hashed.
  ///   - encoding: How they become bytes.
  ///   - hashCount: How often they are hashed: 0, 1 or 2.
  public init(_ fields: [Field], _ encoding: Encoding, hashCount: Int = 1) {
    self.fields = fields
    self.encoding = encoding
    self.hashCount = hashCount
  }

  /// A field that the leaf needs and the claims lack.
  ///
  /// - Parameter columns: The claims.
  /// - Returns: The first such field, or `nil`.
  public func missingField(in columns: ClaimColumns) -> Field? {
    fields.first { field in
      switch field {
      case .prefix: false
      case .index: columns.indexes.isEmpty
      case .account: columns.accounts.isEmpty
      case .token: columns.tokens.isEmpty
      case .beneficiary: columns.beneficiaries.isEmpty
      case .number: columns.numbers.isEmpty
      case .amount(let place): !columns.amounts.indices.contains(place)
      // Without a salt there are no bytes before the account.
      case .salt: false
      case .hash: columns.hashes.isEmpty
      }
    }
  }

  /// How many bytes a leaf has before it is hashed.
  ///
  /// - Parameter columns: The claims.
  /// - Returns: The count; `nil` where it differs from claim to claim.
  public func byteCount(in columns: ClaimColumns) -> Int? {
    guard encoding != .ascii else { return nil }
    return fields.reduce(0) { $0 + width(of: $1, in: columns) }
  }

  /// A claim whose leaf could be passed off as an inner node, or a node as its leaf.
  ///
  /// Exactly as many bytes as two nodes, hashed once like them: a second preimage.
  ///
  /// - Parameters:
  ///   - columns: The claims, with every field that the leaf needs.
  ///   - node: How nodes become their parents.
  /// - Returns: The first such claim, by its place; `nil` where the tree is safe.
  public func ambiguousClaim(in columns: ClaimColumns, under node: NodeForm) -> Int? {
    guard hashCount == 1, columns.count > 0 else { return nil }
    let unsafeCount = 2 * node.byteCount
    if let byteCount = byteCount(in: columns) { return byteCount == unsafeCount ? 0 : nil }
    return (0..<columns.count).first { bytes(of: columns, at: $0).count == unsafeCount }
  }

  func width(of field: Field, in columns: ClaimColumns) -> Int {
    switch field {
    case .prefix: 1
    case .account, .token, .beneficiary: encoding == .abi ? 32 : 20
    case .index, .number, .amount, .hash: 32
    case .salt: columns.salts.first?.count ?? 0
    }
  }
}
