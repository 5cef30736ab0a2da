import EVMTypes
public import MerkleClaims
import StrictJSON

/// `<asset>/tree.json`: a tree as OpenZeppelin's library dumps and loads it.
///
/// - Source: OpenZeppelin merkle-tree 1.0, `StandardMerkleTree.dump` and `load`.
public enum TreeDump: Sendable {
  /// Writes a dump.
  ///
  /// - Parameter tree: The tree.
  /// - Returns: The dump, without any white space.
  public static func bytes(of tree: ClaimTree) -> [UInt8] {
    JSONValue.object([
      .init("format", .string("standard-v1")),
      .init("leafEncoding", .array([.string("address"), .string("uint256")])),
      .init("tree", .array(tree.nodes.map { .string($0.description) })),
      .init(
        "values",
        .array(
          tree.claims.enumerated().map { index, claim in
            .object([
              .init("value", .array([.account(claim.account), .amount(claim.amount)])),
              .init("treeIndex", .integer(tree.nodeIndex(ofClaim: index))),
            ])
          }
        )
      ),
    ]).compactBytes
  }

  /// Reads a dump and computes every node of it again.
  ///
  /// - Parameter bytes: A dump over (address, uint256), its leaves in account order.
  /// - Returns: The tree.
  /// - Throws: ``DocumentError`` when it is not such a dump, or a node or place differs.
  public static func tree(parsing bytes: [UInt8]) throws(DocumentError) -> ClaimTree {
    let document = try JSONCursor(parsing: bytes, format: "standard-v1")
    try document.allow(["format", "leafEncoding", "tree", "values"])
    let encoding = try document.member("leafEncoding").map { value throws(DocumentError) in
      try value.text()
    }
    guard encoding == ["address", "uint256"] else {
      throw DocumentError(at: "leafEncoding", "expected address, uint256")
    }
    let values = try document.member("values").map { value throws(DocumentError) in
      try value.dumpedClaim()
    }
    let tree: ClaimTree
    do {
      tree = try ClaimTree(of: values.map(\.claim))
    } catch {
      throw DocumentError(at: "values", error.description)
    }
    for (index, value) in values.enumerated()
    where value.treeIndex != tree.nodeIndex(ofClaim: index) {
      throw DocumentError(
        at: "values[\(index)].treeIndex",
        "expected \(tree.nodeIndex(ofClaim: index)), found \(value.treeIndex)"
      )
    }
    let nodes = try document.member("tree").map { value throws(DocumentError) in
      try value.digest()
    }
    guard nodes.count == tree.nodes.count else {
      throw DocumentError(at: "tree", "expected \(tree.nodes.count) nodes, found \(nodes.count)")
    }
    for (index, node) in nodes.enumerated() where node != tree.nodes[index] {
      throw DocumentError(at: "tree[\(index)]", "expected \(tree.nodes[index]), found \(node)")
    }
    return tree
  }
}

extension JSONCursor {
  fileprivate func dumpedClaim() throws(DocumentError) -> (claim: Claim, treeIndex: Int) {
    try allow(["value", "treeIndex"])
    let fields = try member("value").elements()
    guard fields.count == 2 else { throw error("expected an account and an amount") }
    guard let account = try? Address(text: try fields[0].text().utf8) else {
      throw fields[0].error("not an account")
    }
    return (
      Claim(account: account, amount: try fields[1].amount()), try member("treeIndex").count()
    )
  }
}
