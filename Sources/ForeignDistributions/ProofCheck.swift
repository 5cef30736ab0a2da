import EVMTypes
import MerkleClaims
import Parallelism

/// Checks the proofs that a file carries.
struct ProofCheck {
  let distribution: ForeignDistribution
  let columns: ClaimColumns
  let format: TreeFormat
  let root: Digest

  /// What a claim's proof shows.
  private enum Outcome {
    case leadsToRoot
    case culprit(Culprit.Fact)
  }

  /// The claims whose proof does not lead to the root.
  ///
  /// A proof that is the tree's own leads to its root and is not hashed again.
  ///
  /// - Parameter tree: The tree over the claims, where it has the root.
  /// - Returns: The claims, in the order of the file.
  func culprits(in tree: DistributionTree?) -> [Culprit] {
    let facts = ParallelRanges.map(of: columns.count, minimum: 1024) { range in
      var facts: [(row: Int, fact: Culprit.Fact)] = []
      var siblings: [Digest] = []
      var own: [Digest] = []
      for row in range {
        if case .culprit(let fact) = outcome(of: row, in: tree, &siblings, &own) {
          facts.append((row, fact))
        }
      }
      return facts
    }.flatMap(\.self)
    guard !facts.isEmpty else { return [] }
    let committed = CommittedLeaves(of: facts.map(\.row), in: self)
    return facts.map { row, fact in
      let leaf = leaf(of: row)
      var fact = fact
      let isInTree = tree?.leaf(ofClaim: row) != nil || committed.contains(leaf)
      if case .proofLeads = fact, isInTree { fact = .proofAlone }
      let committedLeaf = fact == .proofAlone ? nil : committed.leaf(inPlaceOf: row)
      return Culprit(
        row: row,
        place: distribution.place(ofClaim: row),
        fact: fact,
        leaf: leaf,
        committedLeaf: committedLeaf,
        explanation: committedLeaf.flatMap { explanation(of: $0, inPlaceOf: row) }
      )
    }
  }

  /// What mistake with its amount makes the leaf that the tree has in a claim's place.
  private func explanation(of committed: Digest, inPlaceOf row: Int) -> String? {
    guard columns.amounts.count == 1 else { return nil }
    var claim = columns.selecting([row])
    for mistake in AmountMistake.candidates(for: columns.amounts[0][row]) {
      claim.amounts = [[mistake.amount]]
      if format.node.kept(format.leaf.hash(of: claim, at: 0)) == committed {
        return "\(mistake.amount), the amount as \(mistake.text)"
      }
    }
    return nil
  }

  /// A claim's leaf, as the tree would have it.
  func leaf(of row: Int) -> Digest { format.node.kept(format.leaf.hash(of: columns, at: row)) }

  /// Whether a claim's proof leads to the root.
  func leadsToRoot(_ row: Int) -> Bool {
    var siblings: [Digest] = []
    var own: [Digest] = []
    if case .leadsToRoot = outcome(of: row, in: nil, &siblings, &own) { return true }
    return false
  }

  private func outcome(
    of row: Int,
    in tree: DistributionTree?,
    _ siblings: inout [Digest],
    _ own: inout [Digest]
  ) -> Outcome {
    guard distribution.proofOffsets[row] >= 0 else {
      // Claims of nothing are not in the tree, and need no proof.
      let isLeftOut = format.leavesOutZeros && columns.isZero(at: row)
      return isLeftOut ? .leadsToRoot : .culprit(.noProof)
    }
    guard distribution.readProof(ofClaim: row, into: &siblings) else {
      return .culprit(.proofUnreadable)
    }
    if let tree {
      own.removeAll(keepingCapacity: true)
      tree.forEachSibling(ofClaim: row) { own.append($0) }
      if siblings == own { return .leadsToRoot }
    }
    let leaf = format.leaf.hash(of: columns, at: row)
    let position = format.node.isSorted ? 0 : tree?.position(ofClaim: row) ?? row
    let found = format.node.root(from: leaf, along: siblings, at: position)
    return found == root ? .leadsToRoot : .culprit(.proofLeads(to: found))
  }
}
