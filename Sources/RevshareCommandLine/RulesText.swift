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
      "Weights: \(multiplier); withdrawals take the \(report.weighting.withdrawals.rawValue) stake first"
        + origin(report.origins.weighting),
      "Minimum payout: \(minimums.isEmpty ? "none" : minimums.joined(separator: ", "))"
        + origin(report.origins.minimum),
    ]
  }

  private func origin(_ reference: RuleOrigins.Reference?) -> String {
    reference.map { " (\($0.id))" } ?? ""
  }

  private var multiplier: String { Self.text(of: report.weighting.multiplier) }

  /// A multiplier in words.
  static func text(of multiplier: Multiplier) -> String {
    switch multiplier {
    case .none: "stake x time"
    case .steps(let steps):
      "stake x time, "
        + steps.map { "\($0.factor)x from \(age($0.age))" }.joined(separator: ", ")
    case .linear(let cap, let seconds):
      "stake x time, growing from 1x to \(cap)x at \(age(seconds))"
    }
  }

  private static func age(_ seconds: UInt64) -> String {
    seconds.isMultiple(of: 86_400) ? "\(seconds / 86_400) days" : "\(seconds) s"
  }
}
