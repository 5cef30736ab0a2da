import EVMTypes
import MerkleClaims

/// What the proofs that lead to the root show of the tree around those that do not.
///
/// The proof of a claim names the sibling of its leaf. Where another claim's way to the root passes that
/// sibling, its own proof names what the tree really has in the place of the first claim's leaf.
struct CommittedLeaves {
  /// For each claim, the first sibling of its proof.
  private var firstSiblings: [Int: Digest] = [:]
  /// For a node on a way to the root, its sibling there.
  private var siblings: [Digest: Digest] = [:]
  /// The nodes that stand beside a way to the root, or on it.
  private var nodes: Set<Digest> = []

  /// Looks for leaves.
  ///
  /// - Parameters:
  ///   - rows: The claims whose proofs do not lead to the root.
  ///   - check: The distribution and its format.
  init(of rows: [Int], in check: ProofCheck) {
    // Above this many the file is of another root altogether.
    guard rows.count <= Self.rowLimit, check.format.node.isSorted else { return }
    let culprits = Set(rows)
    var proof: [Digest] = []
    for row in rows where check.distribution.proofOffsets[row] >= 0 {
      guard check.distribution.readProof(ofClaim: row, into: &proof) else { continue }
      firstSiblings[row] = proof.first
    }
    for row in 0..<check.columns.count
    where !culprits.contains(row) && check.distribution.proofOffsets[row] >= 0 {
      guard check.distribution.readProof(ofClaim: row, into: &proof) else { continue }
      var node = check.format.node.kept(check.format.leaf.hash(of: check.columns, at: row))
      nodes.insert(node)
      for sibling in proof {
        nodes.insert(sibling)
        siblings[node] = sibling
        siblings[sibling] = node
        node = check.format.node.parent(of: node, and: sibling)
      }
    }
  }

  private static let rowLimit = 1_000

  /// Whether a node is in the tree, as far as the proofs show.
  func contains(_ node: Digest) -> Bool { nodes.contains(node) }

  /// What the tree has in the place of a claim's leaf.
  func leaf(inPlaceOf row: Int) -> Digest? { firstSiblings[row].flatMap { siblings[$0] } }
}
