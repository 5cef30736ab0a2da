import Distribution
import EVMTypes
import ReportDocuments

/// A figure of an epoch in full precision.
struct FactRow: Sendable {
  let label: String
  let note: String
  let value: String

  init(_ label: String, _ value: String, note: String = "") {
    self.label = label
    self.note = note
    self.value = value
  }

  /// Every figure that is not a stream's or a holder's.
  static func all(of report: EpochReport, _ payout: PayoutReport) -> [FactRow] {
    func full(_ amount: UInt256) -> String { AmountText(amount, of: payout.asset.token).full }
    func full(_ amount: SignedAmount) -> String {
      AmountText(amount, of: payout.asset.token).full
    }
    return [
      FactRow("From", report.epoch.start.description),
      FactRow("Up to, not included", report.epoch.end.description),
      FactRow("Revenue", full(payout.totals.revenue)),
    ] + collected(payout, report.ruleset, full) + [
      FactRow(
        "Allocated to stakers",
        full(payout.pool.allocated),
        note: "\(payout.pool.stakerShare) of the pool"
      )
    ] + charged(payout, full) + [
      FactRow(
        "Reinvested",
        full(payout.pool.reinvested),
        note: FigureText.reinvestedNote(payout.pool)
      ),
      FactRow("Remainder carried in", full(payout.allocation.remainderIn)),
      FactRow(
        "Allocation",
        full(payout.allocation.amount),
        note: "allocated, and the remainder carried in"
      ),
    ] + payment(payout, report.ruleset, full) + [
      FactRow(
        "Remainder carried out",
        full(payout.allocation.remainderOut),
        note: "what rounding down leaves"
      ),
      FactRow("Holders", grouped(payout.payment.holderCount)),
    ] + stakes(report) + [FactRow("Ruleset", "\(report.ruleset.rawValue)")]
  }

  /// What was staked, where the weights come from events.
  private static func stakes(_ report: EpochReport) -> [FactRow] {
    guard let movement = report.stake.movement else {
      return [
        FactRow(
          "Weights",
          "given",
          note: "stake \u{00D7} time was added up from events by an engine"
        )
      ]
    }
    func staked(_ amount: UInt256) -> String { AmountText(amount, of: report.token).full }
    return [
      FactRow("Stakes and unstakes", grouped(movement.eventCount)),
      FactRow("Staked at the beginning, in \(report.token.symbol)", staked(movement.opening)),
      FactRow("Staked at the end, in \(report.token.symbol)", staked(movement.closing)),
    ]
  }

  private static func collected(
    _ payout: PayoutReport,
    _ ruleset: Ruleset,
    _ full: (UInt256) -> String
  ) -> [FactRow] {
    let note = "the contributions of all streams"
    switch ruleset {
    case .v1: return [FactRow("Pool", full(payout.pool.amount), note: note)]
    case .v2:
      return [
        FactRow("Contributions", full(payout.pool.contributions), note: note),
        FactRow(
          "Returned",
          full(payout.pool.returned),
          note: "from claims of earlier epochs that expired"
        ),
        FactRow("Pool", full(payout.pool.amount), note: "contributions and what was returned"),
      ]
    }
  }

  private static func charged(
    _ payout: PayoutReport,
    _ full: (SignedAmount) -> String
  ) -> [FactRow] {
    guard payout.pool.correctionCharge != .zero else { return [] }
    return [
      FactRow(
        "Charge of corrections",
        full(payout.pool.correctionCharge),
        note: "what corrections of earlier epochs cost the reinvested part"
      )
    ]
  }

  private static func payment(
    _ payout: PayoutReport,
    _ ruleset: Ruleset,
    _ full: (SignedAmount) -> String
  ) -> [FactRow] {
    let payment = payout.payment
    switch ruleset {
    case .v1: return [FactRow("Paid", full(SignedAmount(payment.paid)))]
    case .v2:
      let cumulative: [FactRow] =
        payout.claims.scheme == .cumulative
        ? [
          FactRow(
            "Claims, cumulative",
            full(SignedAmount(payout.claims.total)),
            note: "all that was ever paid in this way: each root replaces the one before"
          )
        ] : []
      return [
        FactRow("Shares", full(SignedAmount(payment.shares)), note: "what the formula gives"),
        FactRow(
          "Kept from earlier epochs",
          full(payment.accruedIn),
          note: "owed to holders and not yet paid"
        ),
        FactRow(
          "Corrections of earlier epochs",
          full(payment.adjustments),
          note: "what holders get, or give back"
        ),
        FactRow(
          "Paid, the amount to fund",
          full(SignedAmount(payment.paid)),
          note: "to " + counted(payment.paidCount, "holder", "holders")
        ),
        FactRow(
          "Kept for later epochs",
          full(payment.accruedOut),
          note: counted(payment.belowMinimumCount, "holder", "holders")
            + " below the minimum payout of " + full(SignedAmount(payment.minimum))
            + (payment.accruedOut.isNegative ? ", less what corrections still take back" : "")
        ),
      ] + cumulative
    }
  }
}
