import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

extension ProofDocument {
  /// The root that the holder's row leads to, with the sums over all holders; `nil` without a proof, or where it
  /// leads nowhere.
  var sumTop: SumNode? {
    guard let share = holder?.share else { return nil }
    return sums?.top(over: [share.sumLeaf])
  }

  /// What does not fit together in the proof of sums; none where there is none.
  func sumProblems(_ share: HolderShare) -> [String] {
    guard let sums else { return [] }
    guard let top = sumTop, top.hash == sums.root else {
      return ["the holder's row does not lead to the root of the sum tree"]
    }
    var problems: [String] = []
    if top.weight != totalWeight {
      problems.append(
        "the weights in the sum tree add up to \(top.weight), not to the total weight \(totalWeight)"
      )
    }
    if allocation < top.share {
      problems.append(
        "the shares in the sum tree add up to \(top.share), more than the allocation \(allocation)"
      )
    }
    return problems
  }

  /// What of the sums over all holders the report states otherwise.
  func sumProblems(in payout: PayoutReport) -> [String] {
    guard holder != nil else { return [] }
    guard let sums, let top = sumTop else {
      return ["there is no proof of the sums over all holders"]
    }
    var problems: [String] = []
    if top.share != payout.allocation.shares {
      problems.append("the shares in the sum tree do not add up to what the report says")
    }
    if top.paid != payout.claims.toFund {
      problems.append("what the sum tree pays to all holders is not the amount to fund")
    }
    if sums.holderCount != payout.payment.holderCount {
      problems.append(
        "the sum tree has \(sums.holderCount) holders, the report \(payout.payment.holderCount)"
      )
    }
    return problems
  }
}
