import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// An epoch in a sentence: its days, and what was earned, contributed and paid in each payout asset.
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
  let contributed: AmountText
  /// What was earned and contributed in further payout assets.
  let alsoEarned: [AmountText]
  let alsoContributed: [AmountText]
  /// What came back from expired claims, in each asset in which something did.
  let returned: [AmountText]
  let paid: AmountText
  /// What is paid in further payout assets.
  let alsoPaid: [PaidText]

  init(_ report: EpochReport) {
    let period = PeriodText(report.epoch)
    let token = report.main.asset.token
    let others = report.payouts.dropFirst()
    self.number = report.epoch.number
    self.startTime = period.startTime
    self.endTime = period.endTime
    self.firstDay = period.firstDay
    self.lastDay = period.lastDay
    self.href = SiteLayout.epochPage(report.epoch.number).description
    self.revenue = AmountText(report.main.totals.revenue, of: token)
    self.contributed = AmountText(report.main.pool.contributions, of: token)
    self.alsoEarned = others.map { AmountText($0.totals.revenue, of: $0.asset.token) }
    self.alsoContributed = others.map { AmountText($0.pool.contributions, of: $0.asset.token) }
    self.returned = report.payouts.filter { !$0.pool.returned.isZero }
      .map { AmountText($0.pool.returned, of: $0.asset.token) }
    self.paid = AmountText(report.main.claims.toFund, of: token)
    self.alsoPaid = others.map { payout in
      PaidText(
        holders: counted(payout.payment.paidCount, "holder is", "holders are"),
        amount: AmountText(payout.claims.toFund, of: payout.asset.token)
      )
    }
  }
}
