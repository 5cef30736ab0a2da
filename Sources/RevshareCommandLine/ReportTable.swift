import Distribution
import EVMTypes
import ReportDocuments

/// An epoch's figures as a treasurer reads them.
struct ReportTable {
  /// The lines to print.
  let lines: [String]

  init(_ report: EpochReport, isProvisional: Bool) {
    var lines = [
      "Epoch \(report.epoch.number): \(report.epoch.start) to \(report.epoch.end)"
        + (isProvisional ? " (not closed: provisional)" : ""),
      "Decision in force: \(report.decision.id), \(report.decision.title)",
    ]
    switch report.ruleset {
    case .v1: break
    case .v2: lines += RulesText(report).lines
    }
    for payout in report.payouts { lines += [""] + Self.lines(of: payout, in: report) }
    self.lines = lines
  }

  private static func lines(of payout: PayoutReport, in report: EpochReport) -> [String] {
    let format = AmountFormat(token: payout.asset.token)
    var lines = streamLines(of: payout, format, report) + [""]
    var figures = TextTable()
    for (name, amount) in self.figures(of: payout, report.ruleset, holders: report.stake) {
      figures.append([name, "\(format.text(amount)) \(payout.asset.token.symbol)"])
    }
    lines += figures.lines + [""]
    for identity in payout.identities {
      lines.append(
        "\(identity.holds ? "ok" : "NOT EQUAL")  \(Self.side(identity.left)) = "
          + "\(Self.side(identity.right)): \(format.text(identity.leftTotal))"
      )
    }
    return lines + [
      "", "Root: \(payout.claims.root?.description ?? "none, since there are no claims")",
    ]
  }

  private static func streamLines(
    of payout: PayoutReport,
    _ format: AmountFormat,
    _ report: EpochReport
  ) -> [String] {
    var table = TextTable()
    table.append([
      "Stream (\(payout.asset.token.symbol))", "entries", "deficit in", "revenue", "share",
      "to the pool",
    ])
    for stream in payout.streams {
      table.append([
        stream.stream.title, format.text(stream.entries), format.text(stream.deficitIn),
        format.text(stream.revenue), "\(stream.poolShare)", format.text(stream.contribution),
      ])
      for booked in stream.booked where booked.asset != payout.asset.id {
        let own = AmountFormat(decimals: booked.decimals)
        table.append([
          "  of it \(booked.entryCount) in \(booked.symbol): \(own.text(booked.amount))",
          format.text(booked.converted),
        ])
      }
    }
    table.append([
      "Total", format.text(payout.totals.entries), format.text(payout.totals.deficitIn),
      format.text(payout.totals.revenue), "", format.text(payout.totals.contributions),
    ])
    return table.lines
  }

  private static func figures(
    of payout: PayoutReport,
    _ ruleset: Ruleset,
    holders stake: StakeFigures
  ) -> [(String, SignedAmount)] {
    let (pool, allocation, payment) = (payout.pool, payout.allocation, payout.payment)
    let divided: [(String, SignedAmount)] = [
      ("Remainder carried in", SignedAmount(allocation.remainderIn)),
      ("Allocation", SignedAmount(allocation.amount)),
      ("Shares of \(stake.holderCount) holders", SignedAmount(allocation.shares)),
      ("Remainder carried out", SignedAmount(allocation.remainderOut)),
    ]
    let toFund = ("To fund, \(payout.claims.count) claims", SignedAmount(payout.claims.toFund))
    switch ruleset {
    case .v1:
      return [
        ("Pool", SignedAmount(pool.amount)),
        ("Allocated to stakers (\(pool.stakerShare))", SignedAmount(pool.allocated)),
        ("Reinvested", pool.reinvested),
      ] + divided + [toFund]
    case .v2:
      let paid: [(String, SignedAmount)] = [
        ("Accruals carried in", payment.accruedIn),
        ("Adjustments of earlier epochs", payment.adjustments),
        ("Paid to \(payment.paidCount) holders", SignedAmount(payment.paid)),
        (
          "Accruals carried out, \(payment.belowMinimumCount) below the minimum", payment.accruedOut
        ),
      ]
      let claims: [(String, SignedAmount)] =
        payout.claims.scheme == .cumulative
        ? [
          ("Claims before", SignedAmount(payout.claims.before)),
          ("Claims, cumulative", SignedAmount(payout.claims.total)),
        ] : []
      let yield = payout.yieldPerThousand.map {
        [("Yield of 1,000 tokens staked throughout", SignedAmount($0))]
      }
      return [
        ("Contributions of streams", SignedAmount(pool.contributions)),
        ("Returned from expired claims", SignedAmount(pool.returned)),
        ("Pool", SignedAmount(pool.amount)),
        ("Allocated to stakers (\(pool.stakerShare))", SignedAmount(pool.allocated)),
        ("Charge of corrections", pool.correctionCharge),
        ("Reinvested", pool.reinvested),
      ] + divided + paid + claims + [toFund] + (yield ?? [])
    }
  }

  private static func side(_ terms: [Identity.Term]) -> String {
    terms.enumerated()
      .map { index, term in
        let sign = term.isTakenOff ? "- " : index > 0 ? "+ " : ""
        return sign + term.name
      }
      .joined(separator: " ")
  }
}
