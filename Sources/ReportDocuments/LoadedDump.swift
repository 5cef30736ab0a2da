import ClaimVerifier
public import EVMTypes
import StrictJSON

/// An OpenZeppelin dump that was read and computed again, node by node.
///
/// Any leaf encoding of elementary types, in any order of leaves, `standard-v1` and `simple-v1`.
///
/// - Source: OpenZeppelin merkle-tree 1.0, `StandardMerkleTree.load` and `SimpleMerkleTree.load`.
public struct LoadedDump: Sendable, Hashable {
  /// The format that the dump names.
  public let format: String
  /// The root.
  public let root: Digest
  /// How many values it holds.
  public let valueCount: Int

  /// Reads a dump and computes every leaf and node of it again.
  ///
  /// - Parameter bytes: The dump.
  /// - Throws: ``DocumentError`` when it is not a dump, or says where a node or place does not fit.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, formats: ["standard-v1", "simple-v1"])
    let format = try document.member("format").text()
    let isStandard = format == "standard-v1"
    try document.allow(
      ["format", "tree", "values", isStandard ? "leafEncoding" : "hash"]
    )
    if !isStandard, (try? document.member("hash")) != nil {
      throw DocumentError(at: "hash", "a tree with a hash function of its own cannot be checked")
    }
    let types =
      isStandard
      ? try document.member("leafEncoding").map { value throws(DocumentError) in try value.text() }
      : []
    let nodes = try document.member("tree").map { value throws(DocumentError) in
      try value.digest()
    }
    guard !nodes.isEmpty, nodes.count % 2 == 1 else {
      throw DocumentError(at: "tree", "a tree has an odd number of nodes")
    }
    let firstLeaf = nodes.count / 2
    for index in 0..<firstLeaf {
      let parent = ProofFold.parent(of: nodes[2 * index + 1], and: nodes[2 * index + 2])
      guard parent == nodes[index] else {
        throw DocumentError(at: "tree[\(index)]", "expected \(parent), found \(nodes[index])")
      }
    }
    let values = try document.member("values").elements()
    guard values.count == nodes.count - firstLeaf else {
      throw DocumentError(
        at: "values",
        "\(values.count) values for \(nodes.count - firstLeaf) leaves"
      )
    }
    var seen = Set<Int>()
    for value in values {
      try value.allow(["value", "treeIndex"])
      let place = try value.member("treeIndex")
      let index = try place.count()
      guard (firstLeaf..<nodes.count).contains(index), seen.insert(index).inserted else {
        throw place.error("not the place of a leaf of its own")
      }
      let leaf = try value.member("value").leafHash(types: isStandard ? types : nil)
      guard leaf == nodes[index] else {
        throw value.error("its leaf is \(leaf), but tree[\(index)] is \(nodes[index])")
      }
    }
    self.format = format
    self.root = nodes[0]
    self.valueCount = values.count
  }
}

extension JSONCursor {
  /// The hash of a dump's value; `nil` types for a `simple-v1` value, which is the leaf itself.
  fileprivate func leafHash(types: [String]?) throws(DocumentError) -> Digest {
    guard let types else { return try digest() }
    let fields = try elements()
    guard fields.count == types.count else {
      throw error("expected \(types.count) fields, found \(fields.count)")
    }
    var values: [ABIValue] = []
    for (field, type) in zip(fields, types) { values.append(try field.abiValue(type)) }
    return StandardLeaf.hash(encoding: ABIValue.encode(values))
  }

  private func abiValue(_ type: String) throws(DocumentError) -> ABIValue {
    switch type {
    case "address":
      guard let account = try? Address(text: try text().utf8) else { throw error("not an account") }
      return .address(account)
    case "string": return .bytes([UInt8](try text().utf8))
    case "bytes32": return .word(try digest())
    case "bool": return .bool(try truth())
    case "bytes":
      let text = try text()
      guard text.utf8.starts(with: "0x".utf8),
        let bytes = Hex.bytes(of: Array(text.utf8.dropFirst(2)))
      else { throw error("not bytes in hexadecimal digits") }
      return .bytes(bytes)
    default:
      guard type.utf8.starts(with: "uint".utf8), let bitCount = Int(type.dropFirst(4)),
        (8...256).contains(bitCount), bitCount.isMultiple(of: 8)
      else { throw error("the type \(type) cannot be checked") }
      let amount = try amount()
      let used = 256 - amount.leadingZeroBitCount
      guard used <= bitCount else { throw error("does not fit in \(bitCount) bits") }
      return .unsigned(amount)
    }
  }
}
