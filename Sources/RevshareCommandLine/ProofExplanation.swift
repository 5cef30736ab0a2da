import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

/// An account's amount in words, with every step of its proof.
struct ProofExplanation {
  private let proof: ProofDocument
  private let asset: AmountFormat
  private var symbol: String { proof.terms.asset.token.symbol }

  /// Explains a proof.
  init(_ proof: ProofDocument) {
    self.proof = proof
    self.asset = AmountFormat(token: proof.terms.asset.token)
  }

  /// The lines to print.
  var lines: [String] {
    let epoch = proof.terms.epoch
    var lines = ["\(proof.account) in epoch \(epoch.number) (\(epoch.start) to \(epoch.end)):"]
    if let holder = proof.holder { lines += holderLines(holder) }
    if let claim = proof.claim { lines += claimLines(claim) }
    return lines + sumLines
  }

  private func holderLines(_ holder: ExplainedHolder) -> [String] {
    let share = holder.share
    var lines = ["  is paid  \(asset.text(share.paid)) \(symbol)", "", "Stake"]
    switch holder.explanation {
    case .intervals(let intervals): lines += intervals.map(line)
    case .pieces(let pieces): lines += pieces.map(line)
    case .sums(let sums): lines += sums.map(line)
    case .elsewhere:
      lines.append("  what led to the weight stands in the epoch's inputs; --explain reads them")
    }
    let unit = unitText(proof.terms.weighting.denominator)
    lines += [
      "  weight \(share.weight) of \(proof.totalWeight) (\(unit))", "",
      "Share = floor(allocation x weight / total weight)",
      "  floor(\(proof.allocation) x \(share.weight) / \(proof.totalWeight)) = \(share.share)", "",
      "Where it came from",
    ]
    var parts = TextTable()
    for part in proof.parts {
      parts.append(["  \(part.name)", "\(asset.text(part.amount)) \(symbol)"])
    }
    lines += parts.lines
    switch proof.terms.ruleset {
    case .v1: return lines
    case .v2: return lines + [""] + paymentLines(share)
    }
  }

  private func paymentLines(_ share: HolderShare) -> [String] {
    var table = TextTable()
    let rows: [(String, SignedAmount)] = [
      ("  share", SignedAmount(share.share)), ("  carried in", share.accruedIn),
      ("  corrections", share.adjustment), ("  paid", SignedAmount(share.paid)),
      ("  carried out", share.accruedOut),
    ]
    for (name, amount) in rows { table.append([name, "\(asset.text(amount)) \(symbol)"]) }
    var lines = ["Payment"] + table.lines
    if share.isBelowMinimum {
      let minimum = asset.text(proof.terms.minimum)
      lines.append("  below the minimum of \(minimum) \(symbol): it is kept for the next epoch")
    }
    if share.beneficiary != share.account {
      lines.append("  paid to \(share.beneficiary), whose claim has it")
    }
    return lines
  }

  /// What the proof of sums shows, and what it does not.
  private var sumLines: [String] {
    guard let sums = proof.sums, let top = proof.sumTop else { return [] }
    var table = TextTable()
    table.append(["  total weight", "\(top.weight)"])
    table.append([
      "  shares", "\(asset.text(top.share)) of \(asset.text(proof.allocation)) \(symbol)",
    ])
    table.append(["  paid", "\(asset.text(top.paid)) \(symbol), the amount to fund"])
    return [
      "",
      "All holders: this row is number \(sums.first + 1) of \(sums.holderCount), which add up to",
    ] + table.lines + [
      "  sum tree \(sums.root)",
      "  Every holder who compares this root has the same sums. Weight that was invented is found only by computing the "
        + "epoch again: revshare audit",
    ]
  }

  private func line(_ interval: StakeInterval) -> String {
    "  \(staked(interval.amount)) from \(interval.from) to \(interval.to), "
      + "\(interval.to.unixSeconds - interval.from.unixSeconds) s"
  }

  private func line(_ piece: StakePiece) -> String {
    let factor = piece.factor.map { "\($0)x" } ?? "growing"
    return "  \(staked(piece.amount)) from \(piece.from) to \(piece.to), "
      + "\(piece.to.unixSeconds - piece.from.unixSeconds) s, staked \(piece.start), counted \(factor): "
      + "\(piece.weight)"
  }

  private func line(_ sum: StakeSum) -> String {
    let factor = proof.terms.weighting.multiplier.factor(ofStep: sum.step) ?? .one
    return "  step \(sum.step): \(sum.amountSeconds) base units x seconds, counted \(factor)x"
  }

  private func staked(_ amount: UInt256) -> String {
    guard let token = proof.terms.token else { return "\(amount) base units" }
    return "\(AmountFormat(token: token).text(amount)) \(token.symbol)"
  }

  private func unitText(_ denominator: UInt256) -> String {
    denominator == 1 ? "base units x seconds" : "base units x seconds / \(denominator)"
  }

  private func claimLines(_ claim: ProvenClaim) -> [String] {
    let terms = proof.terms
    var lines = ["", "Claim \(claim.proof.index): \(claim.proof.claim.amount) base units"]
    switch terms.scheme {
    case .perEpoch: break
    case .cumulative: lines.append("  before   \(claim.before)")
    }
    for payment in claim.payments where payment.holder != proof.account {
      lines.append("  from \(payment.holder)  \(asset.text(payment.paid)) \(symbol)")
    }
    if terms.tree != .standard {
      lines.append("  tree     \(terms.tree.text); a leaf holds \(terms.tree.leafText)")
    }
    var node = claim.proof.computedLeafHash(terms.tree.leaf)
    lines.append("  leaf     \(node)")
    for sibling in claim.proof.siblings {
      node = ProofFold.parent(of: node, and: sibling)
      lines += ["  sibling  \(sibling)", "  parent   \(node)"]
    }
    return lines + ["  root     \(proof.root?.description ?? "none")"]
  }
}
