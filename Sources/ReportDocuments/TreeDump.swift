import ClaimVerifier
public import Distribution
import EVMTypes
public import MerkleClaims
import StrictJSON

/// `<asset>/tree.json`: a tree as OpenZeppelin's library dumps and loads it.
///
/// - Source: OpenZeppelin merkle-tree 1.0, `StandardMerkleTree.dump` and `load`.
public enum TreeDump: Sendable {
  /// Whether OpenZeppelin's library has such a tree.
  ///
  /// - Parameter tree: The tree.
  /// - Returns: Whether it has a dump.
  public static func exists(for tree: TreeTerms) -> Bool { exists(for: tree.preset) }

  private static func exists(for preset: TreePreset) -> Bool {
    switch preset {
    case .openZeppelin, .sablier: true
    case .uniswap, .merkl, .cumulative, .universal, .convex, .murky, .duplicateOdd: false
    }
  }

  /// Writes a dump.
  ///
  /// - Parameter tree: The tree, of a preset that has a dump.
  /// - Returns: The dump, without any white space; the claims in account order.
  public static func bytes(of tree: ClaimTree) -> [UInt8] {
    precondition(exists(for: tree.leaf.preset), "OpenZeppelin's library has this tree")
    return JSONValue.object([
      .init("format", .string("standard-v1")),
      .init("leafEncoding", .array(tree.leaf.preset.leafTypes.map { .string($0) })),
      .init("tree", .array(tree.nodes.map { .string($0.description) })),
      .init(
        "values",
        .array(
          tree.claims.enumerated().map { place, claim in
            let index = tree.leaf.preset.holdsIndex ? ["\(tree.index(ofClaim: place))"] : []
            return .object([
              .init(
                "value",
                .array(
                  index.map { .string($0) } + [.account(claim.account), .amount(claim.amount)]
                )
              ),
              .init("treeIndex", .integer(tree.nodeIndex(ofClaim: place))),
            ])
          }
        )
      ),
    ]).compactBytes
  }
}
