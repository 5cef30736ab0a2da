import ClaimVerifier
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

/// A holder's amount in words, with every step of its proof.
struct ProofExplanation {
  /// The lines to print.
  let lines: [String]

  /// Explains a proof.
  ///
  /// - Parameters:
  ///   - proof: The proof.
  ///   - token: What is staked; without it stakes are shown in base units.
  init(_ proof: ProofDocument, token: Token?) {
    let asset = AmountFormat(token: proof.asset.token)
    let stake = token.map(AmountFormat.init(token:))
    let symbol = proof.asset.token.symbol
    let share = proof.holder.share
    var lines = [
      "\(share.account) in epoch \(proof.epoch.number) (\(proof.epoch.start) to \(proof.epoch.end)):",
      "  is paid  \(asset.text(share.paid)) \(symbol)", "", "Stake",
    ]
    for interval in share.stakes {
      let seconds = interval.to.unixSeconds - interval.from.unixSeconds
      let amount =
        stake.map { "\($0.text(interval.amount)) \($0.token.symbol)" }
        ?? "\(interval.amount) base units"
      lines.append("  \(amount) from \(interval.from) to \(interval.to), \(seconds) s")
    }
    lines += [
      "  weight \(share.weight) of \(proof.totalWeight) (base units x seconds)", "",
      "Share = floor(allocation x weight / total weight)",
      "  floor(\(proof.allocation) x \(share.weight) / \(proof.totalWeight)) = \(share.share)", "",
      "Where it came from",
    ]
    var parts = TextTable()
    for part in proof.parts {
      parts.append(["  \(part.name)", "\(asset.text(part.amount)) \(symbol)"])
    }
    lines += parts.lines
    if let claim = proof.holder.claim {
      var node = claim.computedLeafHash(proof.tree.leaf)
      let tree =
        proof.tree == .standard
        ? [] : ["  tree     \(proof.tree.text); a leaf holds \(proof.tree.leafText)"]
      lines += [
        "", "Claim \(claim.index): \(claim.claim.amount) base units",
      ]
      lines +=
        tree + [
          "  leaf     \(node)"
        ]
      for sibling in claim.siblings {
        node = ProofFold.parent(of: node, and: sibling)
        lines += ["  sibling  \(sibling)", "  parent   \(node)"]
      }
      lines.append("  root     \(proof.root?.description ?? "none")")
    }
    self.lines = lines
  }
}
