import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// An epoch in one line: its days, headline figures and root.
struct EpochSummary: Sendable {
  let number: Int
  let startTime: String
  let endTime: String
  let firstDay: String
  let lastDay: String
  let href: String
  let revenue: AmountText
  let pool: AmountText
  let stakerShare: String
  let paid: AmountText
  let holderCount: String
  let hasRoot: Bool
  let rootStart: String
  let rootMiddle: String
  let rootEnd: String
  let figures: [FigureText]

  init(_ report: EpochReport) {
    let period = PeriodText(report.epoch)
    let token = report.asset.token
    let root = report.claims.root?.description ?? ""
    self.number = report.epoch.number
    self.startTime = period.startTime
    self.endTime = period.endTime
    self.firstDay = period.firstDay
    self.lastDay = period.lastDay
    self.href = SiteLayout.epochPage(report.epoch.number).description
    self.revenue = AmountText(report.totals.revenue, of: token)
    self.pool = AmountText(report.pool.amount, of: token)
    self.stakerShare = report.pool.stakerShare.description
    self.paid = AmountText(report.claims.total, of: token)
    self.holderCount = grouped(report.stake.holderCount)
    self.hasRoot = !root.isEmpty
    self.rootStart = String(root.prefix(10))
    self.rootMiddle = String(root.dropFirst(10).dropLast(8))
    self.rootEnd = String(root.dropFirst(10).suffix(8))
    self.figures = FigureText.headlines(of: report)
  }
}

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
        note: percentRoundedDown(report.pool.amount, of: report.totals.revenue) + " of revenue"
      ),
      FigureText(
        label: "Paid to stakers",
        amount: AmountText(report.claims.total, of: token),
        note: "to " + counted(holderCount, "holder", "holders")
      ),
      FigureText(
        label: "Reinvested",
        amount: AmountText(report.pool.reinvested, of: token),
        note: percentRoundedDown(report.pool.reinvested, of: report.pool.amount) + " of the pool"
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

/// A count with its word.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  grouped(count) + " " + (count == 1 ? one : many)
}
