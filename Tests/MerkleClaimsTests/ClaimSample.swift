import EVMTypes
import MerkleClaims
import TestSupport

/// Claims with all columns that any format needs, the same for the same size.
enum ClaimSample {
  static func columns(_ count: Int, for format: TreeFormat) -> ClaimColumns {
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
    return columns
  }

  /// The claims in another order, the same for the same size.
  static func shuffled(_ columns: ClaimColumns) -> (columns: ClaimColumns, rows: [Int]) {
    var generator = SeededGenerator(seed: columns.count + 1)
    let rows = Array(0..<columns.count).shuffled(using: &generator)
    return (columns.selecting(rows), rows)
  }
}

extension Digest {
  /// The digest with one bit flipped, counted from the first byte's highest.
  func flipping(_ bit: Int) -> Digest {
    var bytes = bytes
    bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return Digest(bytes: bytes) ?? self
  }
}

extension TreeFormat {
  /// The format's name, and the order where it is not its own.
  var caseName: String { "\(name), \(order)" }
}
