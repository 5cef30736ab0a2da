import Distribution
import EVMTypes
import ReportDocuments

/// The rules of an epoch in words, each with the decision that set it.
struct RulesText {
  private let report: EpochReport

  init(_ report: EpochReport) {
    self.report = report
  }

  /// The lines to print.
  var lines: [String] {
    let minimums = report.payouts.filter { !$0.payment.minimum.isZero }
      .map { payout in
        let amount = AmountFormat(token: payout.asset.token).text(payout.payment.minimum)
        return "\(amount) \(payout.asset.token.symbol)"
      }
    return [
      "Ruleset \(report.ruleset.rawValue)\(origin(report.origins.ruleset))",
      "Weights: \(RuleWords.text(of: report.weighting.multiplier)); withdrawals take the \(report.weighting.withdrawals.rawValue) stake first"
        + origin(report.origins.weighting),
      "Minimum payout: \(minimums.isEmpty ? "none" : minimums.joined(separator: ", "))"
        + origin(report.origins.minimum),
    ]
  }

  private func origin(_ reference: RuleOrigins.Reference?) -> String {
    reference.map { " (\($0.id))" } ?? ""
  }
}
