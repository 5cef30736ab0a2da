import Distribution
import EVMTypes
import ReportDocuments

/// The formula worked on one holder's figures.
struct WorkedHolder: Sendable {
  let account: String
  let days: String
  let percent: String
  let allocation: String
  let weight: String
  let totalWeight: String
  /// The share in base units.
  let base: String
  let share: AmountText
  let accruedIn: AmountText
  let adjustment: AmountText
  let due: AmountText
  let paid: AmountText
  let accruedOut: AmountText

  init(_ holder: HolderShare, in report: EpochReport) {
    let token = report.main.asset.token
    let stake = report.stake
    self.account = holder.account.description
    self.days = tokenDays(holder.weight, over: stake.denominator, of: report.token)
    self.percent = percentRoundedDown(holder.weight, of: stake.totalWeight)
    self.allocation = report.main.allocation.amount.description
    self.weight = holder.weight.description
    self.totalWeight = stake.totalWeight.description
    self.base = holder.share.description
    self.share = AmountText(holder.share, of: token)
    self.accruedIn = AmountText(holder.accruedIn, of: token)
    self.adjustment = AmountText(holder.adjustment, of: token)
    let due = try? SignedAmount(holder.paid).adding(holder.accruedOut)
    self.due = AmountText(due ?? .zero, of: token)
    self.paid = AmountText(holder.paid, of: token)
    self.accruedOut = AmountText(holder.accruedOut, of: token)
  }
}
