import Distribution
import EVMTypes
import ReportDocuments

/// A rule of an epoch in words, and the decision that set it.
struct RuleRow: Sendable {
  let label: String
  let value: String
  let note: String
  let hasDecision: Bool
  /// The decision with its title.
  let decision: String
  /// The decision alone.
  let name: String
  let link: String

  /// A rule that a decision set, or where there is none, what else did.
  init(
    _ label: String,
    _ value: String,
    _ note: String,
    _ origin: RuleOrigins.Reference?,
    else source: String = "as in the first books"
  ) {
    self.label = label
    self.value = value
    self.note = note
    self.decision = origin.map { "\($0.id): \($0.title)" } ?? source
    self.name = origin?.id ?? source
    self.link = origin.flatMap { safeLink($0.link) } ?? ""
    self.hasDecision = !link.isEmpty
  }

  /// The rules of an epoch; none under ruleset 1, which has no choice.
  static func all(of report: EpochReport) -> [RuleRow] {
    switch report.ruleset {
    case .v1: return []
    case .v2:
      let minimums = report.payouts.map { payout in
        let amount = AmountText(payout.payment.minimum, of: payout.asset.token)
        return "\(amount.full) \(amount.unit)"
      }
      return [
        RuleRow(
          "Ruleset",
          "\(report.ruleset.rawValue)",
          "the numbered rules, which an epoch keeps for ever",
          report.origins.ruleset
        ),
        RuleRow(
          "Weight",
          RuleWords.text(of: report.weighting.multiplier, times: "\u{00D7}"),
          "a withdrawal takes the \(report.weighting.withdrawals.rawValue) stake first",
          report.origins.weighting
        ),
        RuleRow(
          "Minimum payout",
          minimums.joined(separator: ", "),
          "less is not paid but kept for the holder's next epoch",
          report.origins.minimum
        ),
      ]
    }
  }
}
