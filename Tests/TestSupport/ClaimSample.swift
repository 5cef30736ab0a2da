public import EVMTypes
public import MerkleClaims

/// Claims with the columns that a format needs, and accounts, the same for the same size.
public enum ClaimSample: Sendable {
  /// Makes claims.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - format: The format, which decides on accounts that come again and on salts.
  /// - Returns: The claims.
  public static func columns(_ count: Int, for format: TreeFormat) -> ClaimColumns {
    var generator = SeededGenerator(seed: count)
    var columns = ClaimColumns(count: count)
    while columns.accounts.count < count {
      var bytes = generator.bytes(20)
      switch format.grouping {
      case .none: break
      // A few shards that hold several claims each, and some that hold one.
      case .byAccountDigits: bytes[0] = [0x00, 0x0f, 0xf0, 0xff, bytes[0]][Int(bytes[1]) % 5]
      // One to four claims of an account.
      case .byAccount where bytes[0] % 4 > 0:
        if let last = columns.accounts.last { bytes = last.bytes }
      case .byAccount: break
      }
      columns.accounts.append(Address(bytes: bytes) ?? .zero)
    }
    columns.tokens = (0..<count).map { _ in generator.account() }
    columns.beneficiaries = (0..<count).map { _ in generator.account() }
    columns.indexes = columns.rowNumbers
    columns.numbers = columns.rowNumbers
    columns.amounts = (0..<3).map { _ in
      (0..<count).map { _ in
        UInt256(bigEndianWords: (0, generator.next(), generator.next(), generator.next()))
      }
    }
    if format.node.byteCount == 16 {
      columns.salts = (0..<count).map { _ in generator.bytes(16) }
    }
    columns.hashes = (0..<count).map { _ in Digest(keccak256Of: generator.bytes(8)) }
    let fields = format.leaf.fields
    if !fields.contains(.token) { columns.tokens = [] }
    if !fields.contains(.beneficiary) { columns.beneficiaries = [] }
    if !fields.contains(.index) { columns.indexes = [] }
    if !fields.contains(.number) { columns.numbers = [] }
    if !fields.contains(.hash) { columns.hashes = [] }
    columns.amounts = columns.amounts.indices.filter { fields.contains(.amount($0)) }
      .map { columns.amounts[$0] }
    return columns
  }

  /// The claims in another order, the same for the same size.
  ///
  /// - Parameter columns: The claims.
  /// - Returns: The claims, and the places that they had.
  public static func shuffled(_ columns: ClaimColumns) -> (columns: ClaimColumns, rows: [Int]) {
    var generator = SeededGenerator(seed: columns.count + 1)
    let rows = Array(0..<columns.count).shuffled(using: &generator)
    return (columns.selecting(rows), rows)
  }
}

extension Digest {
  /// The digest with one bit flipped.
  ///
  /// - Parameter bit: The bit, counted from the first byte's highest.
  /// - Returns: The other digest.
  public func flipping(_ bit: Int) -> Digest {
    var bytes = bytes
    bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return Digest(bytes: bytes) ?? self
  }
}
