import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// An epoch in one line: its days, headline figures and root.
struct EpochSummary: Sendable {
  /// What holders are paid in one asset.
  struct PaidText: Sendable {
    let holders: String
    let amount: AmountText
  }

  let number: Int
  let startTime: String
  let endTime: String
  let firstDay: String
  let lastDay: String
  let href: String
  let revenue: AmountText
  let pool: AmountText
  let contributed: AmountText
  /// What came back from expired claims, or nothing.
  let returned: [AmountText]
  let stakerShare: String
  let paid: AmountText
  let holderCount: String
  let hasRoot: Bool
  let rootStart: String
  let rootMiddle: String
  let rootEnd: String
  let figures: [FigureText]
  /// What is paid in further payout assets.
  let alsoPaid: [PaidText]

  init(_ report: EpochReport) {
    let period = PeriodText(report.epoch)
    let token = report.main.asset.token
    let root = report.main.claims.root?.description ?? ""
    self.number = report.epoch.number
    self.startTime = period.startTime
    self.endTime = period.endTime
    self.firstDay = period.firstDay
    self.lastDay = period.lastDay
    self.href = SiteLayout.epochPage(report.epoch.number).description
    self.revenue = AmountText(report.main.totals.revenue, of: token)
    self.pool = AmountText(report.main.pool.amount, of: token)
    self.contributed = AmountText(report.main.pool.contributions, of: token)
    self.returned =
      report.main.pool.returned.isZero ? [] : [AmountText(report.main.pool.returned, of: token)]
    self.stakerShare = report.main.pool.stakerShare.description
    self.paid = AmountText(report.main.claims.toFund, of: token)
    self.holderCount = grouped(report.stake.holderCount)
    self.hasRoot = !root.isEmpty
    self.rootStart = String(root.prefix(10))
    self.rootMiddle = String(root.dropFirst(10).dropLast(8))
    self.rootEnd = String(root.dropFirst(10).suffix(8))
    self.figures = FigureText.headlines(of: report, report.main)
    self.alsoPaid = report.payouts.dropFirst()
      .map { payout in
        PaidText(
          holders: counted(payout.payment.paidCount, "holder is", "holders are"),
          amount: AmountText(payout.claims.toFund, of: payout.asset.token)
        )
      }
  }
}
