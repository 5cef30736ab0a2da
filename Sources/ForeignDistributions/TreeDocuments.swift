import EVMTypes
public import MerkleClaims
public import TextChunks

/// Claims and their trees in the file formats of other ecosystems' tools.
public enum TreeDocuments: Sendable {
  /// A tree as OpenZeppelin's library dumps it.
  ///
  /// - Source: OpenZeppelin merkle-tree 1.0, `StandardMerkleTree.dump` and `SimpleMerkleTree.dump`.
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims.
  ///   - leaf: What a leaf hashes: words only, hashed twice, or the leaf itself.
  /// - Returns: The dump without any white space; `nil` for a tree or leaf that the library does not have.
  public static func dump(
    of tree: MerkleTree,
    _ columns: ClaimColumns,
    leaf: LeafForm
  ) -> ChunkedText? {
    guard let parts = dumpParts(of: tree, columns, leaf, .openZeppelin) else { return nil }
    return ChunkedText(parts: parts)
  }

  /// How a library spells a dump.
  struct DumpSpelling: Sendable {
    let place: String
    let isEncodingFirst: Bool
    let unsignedType: String
    /// The type of an amount beside an index.
    let indexedAmountType: String

    static let openZeppelin = DumpSpelling(
      place: "treeIndex",
      isEncodingFirst: true,
      unsignedType: "uint256",
      indexedAmountType: "uint128"
    )
    /// Sablier's, of the crate merkle-tree-rs.
    static let sablier = DumpSpelling(
      place: "tree_index",
      isEncodingFirst: false,
      unsignedType: "uint",
      indexedAmountType: "uint256"
    )
  }

  static func dumpParts(
    of tree: MerkleTree,
    _ columns: ClaimColumns,
    _ leaf: LeafForm,
    _ spelling: DumpSpelling
  ) -> [ChunkedText.Part]? {
    guard tree.node == NodeForm(.array), leaf.encoding == .abi, leaf.hashCount != 1 else {
      return nil
    }
    let isSimple = leaf.hashCount == 0
    let types = leaf.fields.map { field in
      switch field {
      case .account, .token, .beneficiary: "address"
      case .index: spelling.unsignedType
      case .amount where leaf.fields.first == .index: spelling.indexedAmountType
      case .prefix, .number, .amount, .salt, .hash: "uint256"
      }
    }
    let encoding = "[" + types.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    let head = isSimple ? "{\"format\":\"simple-v1\"," : "{\"format\":\"standard-v1\","
    let isEncodingFirst = spelling.isEncodingFirst && !isSimple
    return [
      .text(head + (isEncodingFirst ? "\"leafEncoding\":\(encoding)," : "") + "\"tree\":["),
      .items(count: tree.nodeCount, separator: ",") { index, text in
        text.append(quoted: tree.node(at: index))
      },
      .text("],\"values\":["),
      .items(count: columns.count, separator: ",") { row, text in
        text.append(isSimple ? "{\"value\":" : "{\"value\":[")
        for (place, field) in leaf.fields.enumerated() {
          if place > 0 { text.append(",") }
          text.append("\"")
          appendValue(field, of: columns, row, checksums, to: &text)
          text.append("\"")
        }
        text.append(isSimple ? ",\"\(spelling.place)\":" : "],\"\(spelling.place)\":")
        text.append(tree.nodeIndex(ofClaim: row))
        text.append("}")
      },
      .text(isEncodingFirst || isSimple ? "]}" : "],\"leaf_encoding\":\(encoding)}"),
    ]
  }

  private static func appendValue(
    _ field: LeafForm.Field,
    of columns: ClaimColumns,
    _ row: Int,
    _ checksums: [UInt64],
    to text: inout TextBytes
  ) {
    switch field {
    case .account: text.append(columns.accounts[row], upperCase: checksums[row])
    case .token: text.append("\(columns.tokens[row])")
    case .beneficiary: text.append("\(columns.beneficiaries[row])")
    case .index: text.append(columns.indexes[row])
    case .number: text.append(columns.numbers[row])
    case .amount(let place): text.append(columns.amounts[place][row])
    case .hash: text.append(columns.hashes[row])
    case .prefix, .salt: break
    }
  }
}
