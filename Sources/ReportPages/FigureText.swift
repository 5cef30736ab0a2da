import Distribution
import EVMTypes
import ReportDocuments

/// A figure with its name, large on a page.
struct FigureText: Sendable {
  let label: String
  let amount: AmountText
  let note: String

  /// The four figures that say most.
  static func headlines(of report: EpochReport, _ payout: PayoutReport) -> [FigureText] {
    let token = payout.asset.token
    return [
      FigureText(
        label: "Revenue",
        amount: AmountText(payout.totals.revenue, of: token),
        note: counted(payout.totals.entryCount, "entry", "entries") + " in "
          + counted(payout.streams.count, "stream", "streams")
      ),
      FigureText(
        label: "To the pool",
        amount: AmountText(payout.pool.amount, of: token),
        note: poolNote(payout)
      ),
      FigureText(
        label: "Paid to stakers",
        amount: AmountText(payout.claims.toFund, of: token),
        note: "to " + counted(payout.payment.paidCount, "holder", "holders")
      ),
      FigureText(
        label: "Reinvested",
        amount: AmountText(payout.pool.reinvested, of: token),
        note: reinvestedNote(payout.pool)
      ),
    ]
  }

  /// What an asset's epochs add up to.
  static func sums(_ sums: StreamSums, epochCount: Int, of token: Token) -> [FigureText] {
    [
      FigureText(
        label: "Revenue",
        amount: AmountText(sums.revenue, of: token),
        note: "in " + counted(epochCount, "epoch", "epochs")
      ),
      FigureText(
        label: "Contributed to the pool",
        amount: AmountText(sums.contribution, of: token),
        note: sums.revenue.isZero
          ? "there was no revenue"
          : percentRoundedDown(sums.contribution, of: sums.revenue) + " of revenue"
      ),
      FigureText(
        label: "Paid to stakers",
        amount: AmountText(sums.paid, of: token),
        note: "since the first epoch"
      ),
      FigureText(
        label: "Reinvested",
        amount: AmountText(sums.reinvested, of: token),
        note: "in the platform"
      ),
    ]
  }

  /// What is reinvested is the rest of the pool, less what corrections of earlier epochs cost.
  static func reinvestedNote(_ pool: PoolFigures) -> String {
    if pool.reinvested.isNegative {
      return "below zero: corrections cost more, the platform adds it"
    }
    return pool.correctionCharge == .zero
      ? "the rest of the pool" : "the rest of the pool, after the charge of corrections"
  }

  /// Only contributions are a part of revenue; what came back is named beside it.
  private static func poolNote(_ payout: PayoutReport) -> String {
    let (pool, revenue) = (payout.pool, payout.totals.revenue)
    let part =
      revenue.isZero
      ? "there was no revenue" : percentRoundedDown(pool.contributions, of: revenue) + " of revenue"
    guard !pool.returned.isZero else { return part }
    let returned = AmountText(pool.returned, of: payout.asset.token)
    return part + ", and \(returned.short) that came back"
  }

  /// The figures of a report's page, in the order of the flow.
  static func all(of report: EpochReport, _ payout: PayoutReport) -> [FigureText] {
    let token = payout.asset.token
    let headlines = headlines(of: report, payout)
    return [
      headlines[0],
      headlines[1],
      FigureText(
        label: "Allocated to stakers",
        amount: AmountText(payout.pool.allocated, of: token),
        note: "\(payout.pool.stakerShare) of the pool"
      ),
      headlines[3],
      headlines[2],
      FigureText(
        label: "Carried to the next epoch",
        amount: AmountText(payout.allocation.remainderOut, of: token),
        note: "what rounding down leaves: \(payout.allocation.remainderOut) base units"
      ),
    ] + more(of: report, payout)
  }

  /// What ruleset 2 adds.
  private static func more(of report: EpochReport, _ payout: PayoutReport) -> [FigureText] {
    let token = payout.asset.token
    switch report.ruleset {
    case .v1: return []
    case .v2:
      let yield = payout.yieldPerThousand.map { amount in
        FigureText(
          label: "Yield of 1,000 \(report.token.symbol)",
          amount: AmountText(amount, of: token),
          note: "for a stake that stood all the time and counted once"
        )
      }
      let accrued = payout.payment.accruedOut
      let kept = FigureText(
        label: accrued.isNegative ? "Still to take back" : "Kept for holders",
        amount: AmountText(accrued.magnitude, of: token),
        note: Self.note(ofAccrued: accrued, belowMinimum: payout.payment.belowMinimumCount)
      )
      return (yield.map { [$0] } ?? []) + (accrued == .zero ? [] : [kept])
    }
  }

  /// What is kept is what holders are owed, less what corrections take back from later payments.
  private static func note(ofAccrued accrued: SignedAmount, belowMinimum count: Int) -> String {
    guard !accrued.isNegative else {
      return "corrections, taken off later payments, less what is kept for holders"
    }
    return count == 0
      ? "owed and not yet paid"
      : counted(count, "holder is", "holders are") + " below the minimum payout"
  }
}
