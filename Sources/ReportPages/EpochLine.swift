import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// An epoch in one line of the home page's tables, in one payout asset.
struct EpochLine: Sendable {
  let number: Int
  let href: String
  let corrections: [CorrectionLink]
  let startTime: String
  let endTime: String
  let firstDay: String
  let lastDay: String
  let revenue: AmountText
  let pool: AmountText
  let stakerShare: String
  let allocated: AmountText
  let reinvested: AmountText
  let paid: AmountText
  let paidCount: String
  let hasRoot: Bool
  let rootStart: String
  let rootMiddle: String
  let rootEnd: String
  let decision: String
  let decisionTitle: String
  let hasLink: Bool
  let link: String

  init(_ entry: AssetHistory.Entry, _ corrections: [CorrectionLink]) {
    let (report, payout) = (entry.report, entry.payout)
    let token = payout.asset.token
    let period = PeriodText(report.epoch)
    let root = payout.claims.root?.description ?? ""
    self.number = report.epoch.number
    self.href = SiteLayout.epochPage(number).description
    self.corrections = corrections.filter { $0.number == report.epoch.number }
    self.startTime = period.startTime
    self.endTime = period.endTime
    self.firstDay = period.firstDay
    self.lastDay = period.lastDay
    self.revenue = AmountText(payout.totals.revenue, of: token)
    self.pool = AmountText(payout.pool.amount, of: token)
    self.stakerShare = payout.pool.stakerShare.description
    self.allocated = AmountText(payout.pool.allocated, of: token)
    self.reinvested = AmountText(payout.pool.reinvested, of: token)
    self.paid = AmountText(payout.claims.toFund, of: token)
    self.paidCount = grouped(payout.payment.paidCount)
    self.hasRoot = !root.isEmpty
    self.rootStart = String(root.prefix(10))
    self.rootMiddle = String(root.dropFirst(10).dropLast(8))
    self.rootEnd = String(root.dropFirst(10).suffix(8))
    self.decision = report.decision.id
    self.decisionTitle = report.decision.title
    self.link = safeLink(report.decision.link) ?? ""
    self.hasLink = !link.isEmpty
  }
}
