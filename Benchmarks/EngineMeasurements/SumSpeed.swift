import ClaimVerifier
import EVMTypes
import MerkleClaims

/// The sum tree over claims in memory, each amount being weight, share and payment.
enum SumSpeed {
  /// The tree.
  static func tree(of columns: ClaimColumns) -> SumTree {
    let tree = try? SumTree(count: columns.count) { row in
      let amount = columns.amounts[0][row]
      return SumLeaf(
        account: columns.accounts[row],
        weight: amount,
        share: amount,
        paid: amount
      )
    }
    guard let tree else { fatalError("there are claims, and their amounts fit") }
    return tree
  }

  /// How many nodes the proofs of all rows have, 24 rows each, as claims files do.
  static func proofNodes(of tree: SumTree, _ count: Int) -> UInt64 {
    var nodeCount = 0
    for start in stride(from: 0, to: count, by: 24) {
      let proof = tree.proof(of: start..<min(start + 24, count))
      nodeCount += proof.left.count + proof.right.count
    }
    return UInt64(nodeCount)
  }
}
