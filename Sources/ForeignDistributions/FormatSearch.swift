import EVMTypes
import MerkleClaims

/// Looks for the format in which claims have a root.
struct FormatSearch {
  let distribution: ForeignDistribution
  let readings: [ClaimReading]
  let root: Digest

  /// The reading and the tree that have the root.
  func reproduction() -> (reading: ClaimReading, tree: DistributionTree)? {
    for reading in readings {
      // Proofs, where there are any, tell which leaves can be at all.
      let proven = reading.formats.filter { isProven(reading, $0, sampleSize: 8) }
      var tried: Set<Shape> = []
      for format in (proven.isEmpty ? reading.formats : proven).flatMap(\.variants)
      where tried.insert(Shape(of: format)).inserted {
        if let tree = DistributionTree(of: reading.columns, in: format), tree.root == root {
          return (reading, tree)
        }
      }
    }
    return nil
  }

  /// What decides a root; several names may have the same.
  private struct Shape: Hashable {
    let leaf: LeafForm
    let order: LeafOrder
    let isDistinct: Bool
    let node: NodeForm
    let grouping: TreeFormat.Grouping
    let leavesOutZeros: Bool

    init(of format: TreeFormat) {
      self.leaf = format.leaf
      self.order = format.order
      self.isDistinct = format.isDistinct
      self.node = format.node
      self.grouping = format.grouping
      self.leavesOutZeros = format.leavesOutZeros
    }
  }

  /// The format under which most proofs lead to the root, with the claims whose proofs do not; `nil` where
  /// none does.
  func likeliest() -> (reading: ClaimReading, format: TreeFormat, culprits: [Culprit])? {
    var best: (reading: ClaimReading, format: TreeFormat, culprits: [Culprit])?
    for reading in readings {
      let formats = reading.formats + reading.formats.map(\.positional)
      for format in formats where isProven(reading, format, sampleSize: 64) {
        let culprits = check(reading, format).culprits(in: nil)
        if culprits.count < best?.culprits.count ?? reading.columns.count {
          best = (reading, format, culprits)
        }
      }
    }
    return best
  }

  /// Whether one of some proofs, spread over the file, leads to the root.
  private func isProven(_ reading: ClaimReading, _ format: TreeFormat, sampleSize: Int) -> Bool {
    guard reading.areRows, format.grouping == .none else { return false }
    let rows = distribution.proofOffsets.indices.filter { distribution.proofOffsets[$0] >= 0 }
    let step = max(1, rows.count / sampleSize)
    let check = check(reading, format)
    return stride(from: 0, to: rows.count, by: step).contains { check.leadsToRoot(rows[$0]) }
  }

  private func check(_ reading: ClaimReading, _ format: TreeFormat) -> ProofCheck {
    ProofCheck(distribution: distribution, columns: reading.columns, format: format, root: root)
  }
}
