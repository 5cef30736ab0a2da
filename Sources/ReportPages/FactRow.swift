import Distribution
import EVMTypes
import ReportDocuments

/// A figure of an epoch in full precision.
struct FactRow: Sendable {
  let label: String
  let note: String
  let value: String

  init(_ label: String, _ value: String, note: String = "") {
    self.label = label
    self.note = note
    self.value = value
  }

  /// Every figure that is not a stream's or a holder's.
  static func all(of report: EpochReport) -> [FactRow] {
    let token = report.token
    func full(_ amount: UInt256) -> String { AmountText(amount, of: report.main.asset.token).full }
    func staked(_ amount: UInt256) -> String { AmountText(amount, of: token).full }
    return [
      FactRow("From", report.epoch.start.description),
      FactRow("Up to, not included", report.epoch.end.description),
      FactRow("Revenue", full(report.main.totals.revenue)),
      FactRow("Pool", full(report.main.pool.amount), note: "the contributions of all streams"),
      FactRow(
        "Allocated to stakers",
        full(report.main.pool.allocated),
        note: "\(report.main.pool.stakerShare) of the pool"
      ),
      FactRow(
        "Reinvested",
        full(report.main.pool.reinvested.positivePart),
        note: "the rest of the pool"
      ),
      FactRow("Remainder carried in", full(report.main.allocation.remainderIn)),
      FactRow(
        "Allocation",
        full(report.main.allocation.amount),
        note: "allocated, and the remainder carried in"
      ),
      FactRow("Paid", full(report.main.claims.total)),
      FactRow(
        "Remainder carried out",
        full(report.main.allocation.remainderOut),
        note: "what rounding down leaves"
      ),
      FactRow("Holders", grouped(report.stake.holderCount)),
      FactRow("Stakes and unstakes", grouped(report.stake.eventCount)),
      FactRow("Staked at the beginning, in \(token.symbol)", staked(report.stake.opening)),
      FactRow("Staked at the end, in \(token.symbol)", staked(report.stake.closing)),
      FactRow("Ruleset", "\(report.ruleset.rawValue)"),
    ]
  }
}
