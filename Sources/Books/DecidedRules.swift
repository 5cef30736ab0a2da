import Distribution
import EVMTypes

/// A decision with the rules that it sets beside its shares; `nil` for those that stay as they are.
struct DecidedRules: Sendable, Hashable {
  let decision: Decision
  /// The votes of the decision's vote, by voter.
  let ballots: [Ballot]
  let ruleset: Ruleset?
  let weighting: Weighting?
  let minimums: [MinimumPayout]?

  fileprivate var reference: RuleOrigins.Reference {
    RuleOrigins.Reference(id: decision.id, title: decision.title, link: decision.link)
  }
}

/// The rules that decisions set, as they are in force in an epoch.
///
/// - Source: docs/specification.md, section 8.12.
extension Governance {
  func ballots(inForceIn epoch: Int) -> [Ballot] { effective(upTo: epoch).last?.ballots ?? [] }

  func ruleset(in epoch: Int, first: Ruleset) -> Ruleset {
    effective(upTo: epoch).last { $0.ruleset != nil }?.ruleset ?? first
  }

  func weighting(in epoch: Int) -> Weighting {
    effective(upTo: epoch).last { $0.weighting != nil }?.weighting ?? .plain
  }

  /// The minimum payout in an asset, in its base units; an asset that the decision does not name has none.
  func minimum(of asset: String, in epoch: Int) -> UInt256 {
    let minimums = effective(upTo: epoch).last { $0.minimums != nil }?.minimums ?? []
    return minimums.first { $0.asset == asset }?.amount ?? .zero
  }

  func origins(in epoch: Int) -> RuleOrigins {
    let effective = effective(upTo: epoch)
    return RuleOrigins(
      ruleset: effective.last { $0.ruleset != nil }?.reference,
      weighting: effective.last { $0.weighting != nil }?.reference,
      minimum: effective.last { $0.minimums != nil }?.reference
    )
  }
}
