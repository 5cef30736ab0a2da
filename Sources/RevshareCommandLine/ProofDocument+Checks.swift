import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

extension ProofDocument {
  /// Everything in the file that does not fit together; none when the claim leads to the root.
  var problems: [String] { figureProblems + claimProblems }

  /// The same, where the report is at hand: an account may need no claim, a claim has its place in the tree, and
  /// the sums over all holders are the report's.
  func problems(in payout: PayoutReport) -> [String] {
    (needsNoClaim ? figureProblems : problems) + placeProblems(in: payout.claims.count)
      + sumProblems(in: payout)
  }

  /// What does not fit together in the account's figures, its claim left aside.
  var figureProblems: [String] {
    holder.map { weightProblems($0) + shareProblems($0.share) + sumProblems($0.share) } ?? []
  }

  /// Whether the account has no claim because nothing is paid to it, or because another account receives it.
  private var needsNoClaim: Bool {
    guard claim == nil, let share = holder?.share else { return claim == nil }
    return share.paid.isZero || share.beneficiary != account
  }

  /// What does not fit the claim's place in a tree of so many claims, which JSON that stands alone does not tell.
  func placeProblems(in count: Int) -> [String] {
    guard let claim = claim?.proof else { return [] }
    let tree = terms.tree
    let length = tree.preset.proofLength(ofLeaf: claim.leaf, in: count)
    guard claim.index < count, let length else {
      return ["index \(claim.index) and leaf \(claim.leaf) do not fit a tree of \(count) claims"]
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

  private func weightProblems(_ holder: ExplainedHolder) -> [String] {
    switch holder.explanation {
    case .intervals(let intervals): intervalProblems(intervals, weight: holder.share.weight)
    case .pieces(let pieces): pieceProblems(pieces, weight: holder.share.weight)
    case .sums(let sums):
      (try? terms.weighting.multiplier.weights(of: sums))?.first?.weight ?? .zero
        == holder.share.weight
        ? [] : ["the given stake-time does not add up to the weight"]
    // Without pieces the sum tree alone says that the weight is one of those that were added up.
    case .elsewhere:
      sums == nil
        ? ["neither the stakes behind the weight nor its row in the sum tree are here"] : []
    }
  }

  private func intervalProblems(_ intervals: [StakeInterval], weight: UInt256) -> [String] {
    var problems: [String] = []
    var sum: UInt256? = .zero
    var end = terms.epoch.start
    for stake in intervals {
      if stake.from < end || terms.epoch.end < stake.to {
        problems.append(
          "a stake from \(stake.from) to \(stake.to) overlaps another or leaves the epoch"
        )
      }
      end = stake.to
      // The reader refuses an interval that ends before its start.
      let seconds = UInt256(stake.to.unixSeconds - stake.from.unixSeconds)
      sum = try? sum?.adding(stake.amount.multiplied(by: seconds))
    }
    if sum != weight { problems.append("the stakes do not add up to the weight") }
    return problems
  }

  private func pieceProblems(_ pieces: [StakePiece], weight: UInt256) -> [String] {
    var problems: [String] = []
    var sum: UInt256? = .zero
    for piece in pieces {
      if piece.from < max(terms.epoch.start, piece.start) || terms.epoch.end < piece.to {
        problems.append("a piece from \(piece.from) to \(piece.to) leaves the epoch or its lot")
      }
      if !piece.follows(terms.weighting.multiplier) {
        problems.append(
          "the piece from \(piece.from) to \(piece.to) has not the weight that its age gives"
        )
      }
      sum = try? sum?.adding(piece.weight)
    }
    if sum != weight { problems.append("the pieces do not add up to the weight") }
    return problems
  }

  private func shareProblems(_ share: HolderShare) -> [String] {
    var problems: [String] = []
    let formula =
      share.weight.isZero
      ? .zero : ShareFormula.share(of: allocation, weight: share.weight, totalWeight: totalWeight)
    if formula != share.share { problems.append("the share is not what the formula gives") }
    let due = try? SignedAmount(share.share).adding(share.accruedIn).adding(share.adjustment)
    let paid = due.map { $0.positivePart >= terms.minimum ? $0.positivePart : .zero }
    if paid != share.paid { problems.append("the paid amount is not what is due") }
    let left = try? due?.subtracting(SignedAmount(share.paid))
    if left != share.accruedOut { problems.append("the accrual is not what is left") }
    var sum: SignedAmount? = .zero
    for part in parts { sum = try? sum?.adding(part.amount) }
    if sum != SignedAmount(share.share) {
      problems.append("the parts do not add up to the share")
    }
    return problems
  }

  private var claimProblems: [String] {
    guard let claim else {
      if let share = holder?.share, share.beneficiary != account, !share.paid.isZero {
        return ["the payment is in the claim of \(share.beneficiary): prove that account"]
      }
      return ["there is no claim, so nothing ties this file to a root"]
    }
    var problems: [String] = []
    var amount: UInt256? = claim.before
    for payment in claim.payments { amount = try? amount?.adding(payment.paid) }
    if amount != claim.proof.claim.amount {
      problems.append("the claim's amount is not what was claimed before and is paid now")
    }
    if let share = holder?.share, share.beneficiary == account, !share.paid.isZero,
      !claim.payments.contains(.init(holder: account, paid: share.paid))
    {
      problems.append("the claim does not hold what the account is paid")
    }
    if claim.proof.leafHash != claim.proof.computedLeafHash(terms.tree.leaf) {
      problems.append("the leaf hash is not that of \(terms.tree.leafText)")
    }
    let found = claim.proof.root(terms.tree.leaf)
    if found != root {
      problems.append(
        "the proof leads to \(found), not to the root \(root?.description ?? "none")"
      )
    }
    return problems
  }
}
