import Distribution
import EVMTypes
import ReportDocuments

/// A figure with its name, large on a page.
struct FigureText: Sendable {
  let label: String
  let amount: AmountText
  let note: String

  /// The four figures that say most.
  static func headlines(of report: EpochReport) -> [FigureText] {
    let token = report.asset.token
    let holderCount = report.stake.holderCount
    return [
      FigureText(
        label: "Revenue",
        amount: AmountText(report.totals.revenue, of: token),
        note: counted(report.totals.entryCount, "entry", "entries") + " in "
          + counted(report.streams.count, "stream", "streams")
      ),
      FigureText(
        label: "To the pool",
        amount: AmountText(report.pool.amount, of: token),
        note: report.totals.revenue.isZero
          ? "there was no revenue"
          : percentRoundedDown(report.pool.amount, of: report.totals.revenue) + " of revenue"
      ),
      FigureText(
        label: "Paid to stakers",
        amount: AmountText(report.claims.total, of: token),
        note: "to " + counted(holderCount, "holder", "holders")
      ),
      FigureText(
        label: "Reinvested",
        amount: AmountText(report.pool.reinvested, of: token),
        note: "the rest of the pool"
      ),
    ]
  }

  /// The figures of a report's page, in the order of the flow.
  static func all(of report: EpochReport) -> [FigureText] {
    let token = report.asset.token
    let headlines = headlines(of: report)
    return [
      headlines[0],
      headlines[1],
      FigureText(
        label: "Allocated to stakers",
        amount: AmountText(report.pool.allocated, of: token),
        note: "\(report.pool.stakerShare) of the pool"
      ),
      headlines[3],
      headlines[2],
      FigureText(
        label: "Carried to the next epoch",
        amount: AmountText(report.allocation.remainderOut, of: token),
        note: "what rounding down leaves: \(report.allocation.remainderOut) base units"
      ),
    ]
  }
}
