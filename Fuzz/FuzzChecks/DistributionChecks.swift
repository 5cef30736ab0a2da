public import ForeignDistributions
import MerkleClaims

/// Verifies a distribution in all the ways in which the command line does.
///
/// - Parameters:
///   - distribution: The distribution.
///   - choice: Which format to build a tree in, that is then to be found again.
public func checkVerdicts(on distribution: ForeignDistribution, choice: Int) {
  let columns = distribution.columns
  _ = distribution.remarks
  _ = ShardVerdict(of: distribution)
  let verdict = DistributionVerdict(of: distribution)
  precondition(verdict.culprits.count <= columns.count, "a claim is one culprit at most")
  for culprit in verdict.culprits { _ = culprit.description }
  if verdict.format?.isCumulative == true {
    var series = CumulativeSeries()
    precondition(
      series.append(verdict.columns).isEmpty,
      "the first publication of a series decreases nothing"
    )
    precondition(series.append(verdict.columns).isEmpty, "a publication does not decrease itself")
  }
  // A root that a tree over the claims really has is found again.
  let formats = TreeFormat.presets.filter { $0.leaf.missingField(in: columns) == nil }
  guard !formats.isEmpty, columns.count > 0 else { return }
  let format = formats[choice % formats.count]
  guard let tree = DistributionTree(of: columns, in: format) else { return }
  for row in 0..<columns.count {
    guard let path = tree.path(ofClaim: row), let leaf = tree.leaf(ofClaim: row) else { continue }
    let account = columns.accounts.isEmpty ? nil : columns.accounts[row]
    precondition(
      format.root(from: leaf, of: account, along: path) == tree.root,
      "a claim's path leads to the root"
    )
  }
  let found = DistributionVerdict(of: distribution, root: tree.root, formats: [format])
  precondition(found.isReproduced, "a tree over the claims is found by its root")
  for culprit in found.culprits { _ = culprit.description }
}
