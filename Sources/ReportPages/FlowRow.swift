import Distribution
import EVMTypes
import ReportDocuments

/// A flow from a stream or the pool to where it goes.
struct FlowRow: Sendable {
  let source: String
  let target: String
  let amount: AmountText
  let percent: String

  /// Every flow of an epoch, in the order of the streams, the pool's last.
  static func all(of report: EpochReport) -> [FlowRow] {
    let token = report.asset.token
    func row(_ source: String, _ target: String, _ part: UInt256, of total: UInt256) -> FlowRow {
      FlowRow(
        source: source,
        target: target,
        amount: AmountText(part, of: token),
        percent: percentRoundedDown(part, of: total)
      )
    }
    let streams = report.streams.flatMap { figures in
      [
        row(figures.stream.title, "Pool", figures.contribution, of: figures.revenue),
        row(figures.stream.title, "Retained", figures.retained, of: figures.revenue),
      ]
    }
    return streams + [
      row("Pool", "Stakers", report.pool.allocated, of: report.pool.amount),
      row("Pool", "Reinvested", report.pool.reinvested, of: report.pool.amount),
    ]
  }
}
