import EVMTypes
import MerkleClaims
import Parallelism

/// What the proofs that lead to the root show of the tree around those that do not.
///
/// The proof of a claim names the sibling of its leaf. Where another claim's way to the root passes that
/// sibling, its own proof names what the tree really has in the place of the first claim's leaf.
struct CommittedLeaves {
  /// For each claim, the first sibling of its proof.
  private var firstSiblings: [Int: Digest] = [:]
  /// For those siblings, as far as they stand on a way to the root or beside it, their sibling there.
  private var siblings: [Digest: Digest] = [:]
  /// The claims' leaves that stand on a way to the root or beside it.
  private var found: Set<Digest> = []

  /// Looks for leaves.
  ///
  /// - Parameters:
  ///   - rows: The claims whose proofs do not lead to the root.
  ///   - check: The distribution and its format.
  init(of rows: [Int], in check: ProofCheck) {
    // Above this many the file is of another root altogether.
    guard rows.count <= Self.rowLimit, check.format.node.isSorted else { return }
    var firstSiblings: [Int: Digest] = [:]
    var proof: [Digest] = []
    for row in rows where check.distribution.proofOffsets[row] >= 0 {
      guard check.distribution.readProof(ofClaim: row, into: &proof) else { continue }
      firstSiblings[row] = proof.first.map(check.format.node.kept)
    }
    let culprits = Set(rows)
    let wanted = Set(firstSiblings.values)
    let leaves = Set(rows.map { check.leaf(of: $0) })
    let parts = ParallelRanges.map(of: check.columns.count, minimum: 1024) { range in
      var part = CommittedLeaves()
      var proof: [Digest] = []
      for row in range
      where !culprits.contains(row) && check.distribution.proofOffsets[row] >= 0 {
        guard check.distribution.readProof(ofClaim: row, into: &proof) else { continue }
        part.walk(from: check.leaf(of: row), along: proof, check.format.node, wanted, leaves)
      }
      return part
    }
    self.firstSiblings = firstSiblings
    for part in parts {
      siblings.merge(part.siblings) { first, _ in first }
      found.formUnion(part.found)
    }
  }

  private init() {}

  private static let rowLimit = 1_000

  private mutating func walk(
    from leaf: Digest,
    along proof: [Digest],
    _ form: NodeForm,
    _ wanted: Set<Digest>,
    _ leaves: Set<Digest>
  ) {
    var node = leaf
    for sibling in proof {
      let sibling = form.kept(sibling)
      if wanted.contains(node) { siblings[node] = sibling }
      if wanted.contains(sibling) { siblings[sibling] = node }
      if leaves.contains(node) { found.insert(node) }
      if leaves.contains(sibling) { found.insert(sibling) }
      node = form.parent(of: node, and: sibling)
    }
  }

  /// Whether a leaf is in the tree, as far as the proofs show.
  func contains(_ leaf: Digest) -> Bool { found.contains(leaf) }

  /// What the tree has in the place of a claim's leaf.
  func leaf(inPlaceOf row: Int) -> Digest? { firstSiblings[row].flatMap { siblings[$0] } }
}
