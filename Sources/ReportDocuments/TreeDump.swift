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
}
