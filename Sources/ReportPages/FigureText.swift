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
    let token = report.main.asset.token
    let holderCount = report.stake.holderCount
    return [
      FigureText(
        label: "Revenue",
        amount: AmountText(report.main.totals.revenue, of: token),
        note: counted(report.main.totals.entryCount, "entry", "entries") + " in "
          + counted(report.main.streams.count, "stream", "streams")
      ),
      FigureText(
        label: "To the pool",
        amount: AmountText(report.main.pool.amount, of: token),
        note: report.main.totals.revenue.isZero
          ? "there was no revenue"
          : percentRoundedDown(report.main.pool.amount, of: report.main.totals.revenue)
            + " of revenue"
      ),
      FigureText(
        label: "Paid to stakers",
        amount: AmountText(report.main.claims.total, of: token),
        note: "to " + counted(holderCount, "holder", "holders")
      ),
      FigureText(
        label: "Reinvested",
        amount: AmountText(report.main.pool.reinvested.positivePart, of: token),
        note: "the rest of the pool"
      ),
    ]
  }

  /// The figures of a report's page, in the order of the flow.
  static func all(of report: EpochReport) -> [FigureText] {
    let token = report.main.asset.token
    let headlines = headlines(of: report)
    return [
      headlines[0],
      headlines[1],
      FigureText(
        label: "Allocated to stakers",
        amount: AmountText(report.main.pool.allocated, of: token),
        note: "\(report.main.pool.stakerShare) of the pool"
      ),
      headlines[3],
      headlines[2],
      FigureText(
        label: "Carried to the next epoch",
        amount: AmountText(report.main.allocation.remainderOut, of: token),
        note: "what rounding down leaves: \(report.main.allocation.remainderOut) base units"
      ),
    ]
  }
}
