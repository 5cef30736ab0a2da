import Distribution
import EVMTypes
import ReportDocuments

/// A flow from a stream or the pool to where it goes.
///
/// The percentage is the one that was decided; the amount is rounded down from it.
struct FlowRow: Sendable {
  let source: String
  let target: String
  let amount: AmountText
  let percent: String

  /// Every flow of an epoch, in the order of the streams, the pool's last.
  static func all(of report: EpochReport) -> [FlowRow] {
    let token = report.main.asset.token
    func row(_ source: String, _ target: String, _ part: UInt256, _ share: String) -> FlowRow {
      FlowRow(source: source, target: target, amount: AmountText(part, of: token), percent: share)
    }
    let streams = report.main.streams.flatMap { figures in
      let (title, share) = (figures.stream.title, figures.poolShare)
      return [
        row(title, "Pool", figures.contribution, share.description),
        row(title, "Retained", figures.retained, complement(of: share)),
      ]
    }
    let share = report.main.pool.stakerShare
    return streams + [
      row("Pool", "Stakers", report.main.pool.allocated, share.description),
      row("Pool", "Reinvested", report.main.pool.reinvested.positivePart, complement(of: share)),
    ]
  }

  /// What a percentage leaves of the whole.
  private static func complement(of share: Percentage) -> String {
    Percentage(partsPerMillion: 1_000_000 - share.partsPerMillion)?.description ?? ""
  }
}
