import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

extension ProofDocument {
  /// Everything in the file that does not fit together; none when the claim leads to the root.
  var problems: [String] {
    stakeProblems + shareProblems + claimProblems
  }

  /// What does not fit the claim's place in the tree, which a file that stands alone does not tell.
  func placeProblems(in report: EpochReport) -> [String] {
    guard let claim = holder.claim else { return [] }
    let length = tree.preset.proofLength(ofLeaf: claim.leaf, in: report.claims.count)
    guard claim.index < report.claims.count, let length else {
      return [
        "index \(claim.index) and leaf \(claim.leaf) do not fit a tree of \(report.claims.count) claims"
      ]
    }
    var problems: [String] = []
    if tree.order == .account, tree.preset != .uniswap, claim.index != claim.leaf {
      problems.append("in account order, index \(claim.index) is not leaf \(claim.leaf)")
    }
    if claim.siblings.count != length {
      problems.append(
        "the proof has \(claim.siblings.count) hashes; its place in the tree needs \(length)"
      )
    }
    return problems
  }

  private var stakeProblems: [String] {
    var problems: [String] = []
    var weight: UInt256? = .zero
    var end = epoch.start
    for stake in holder.share.stakes {
      if stake.from < end || epoch.end < stake.to {
        problems.append(
          "a stake from \(stake.from) to \(stake.to) overlaps another or leaves the epoch"
        )
      }
      end = stake.to
      // The reader refuses an interval that ends before its start.
      let seconds = UInt256(stake.to.unixSeconds - stake.from.unixSeconds)
      weight = try? weight?.adding(stake.amount.multiplied(by: seconds))
    }
    if weight != holder.share.weight { problems.append("the stakes do not add up to the weight") }
    return problems
  }

  private var shareProblems: [String] {
    var problems: [String] = []
    let share = holder.share
    let formula = ShareFormula.share(
      of: allocation,
      weight: share.weight,
      totalWeight: totalWeight
    )
    if formula != share.share { problems.append("the share is not what the formula gives") }
    if share.paid != share.share { problems.append("the paid amount is not the share") }
    var sum: SignedAmount? = .zero
    for part in parts { sum = try? sum?.adding(part.amount) }
    if sum != SignedAmount(share.share) {
      problems.append("the parts do not add up to the share")
    }
    return problems
  }

  private var claimProblems: [String] {
    guard let claim = holder.claim else {
      return ["there is no claim, so nothing ties this file to a root"]
    }
    var problems: [String] = []
    if claim.claim.amount != holder.share.paid {
      problems.append("the claim's amount is not the paid amount")
    }
    if claim.leafHash != claim.computedLeafHash(tree.leaf) {
      problems.append("the leaf hash is not that of \(tree.leafText)")
    }
    let found = claim.root(tree.leaf)
    if found != root {
      problems.append(
        "the proof leads to \(found), not to the root \(root?.description ?? "none")"
      )
    }
    return problems
  }
}
