import Distribution
import EVMTypes
import ReportDocuments

/// An epoch's figures as a treasurer reads them.
struct ReportTable {
  /// The lines to print.
  let lines: [String]

  init(_ report: EpochReport, isProvisional: Bool) {
    let format = AmountFormat(token: report.asset.token)
    let symbol = report.asset.token.symbol
    var lines = [
      "Epoch \(report.epoch.number): \(report.epoch.start) to \(report.epoch.end)"
        + (isProvisional ? " (not closed: provisional)" : ""),
      "Decision in force: \(report.decision.id), \(report.decision.title)",
      "",
    ]
    var streams = TextTable()
    streams.append([
      "Stream (\(symbol))", "entries", "deficit in", "revenue", "share", "to the pool",
    ])
    for stream in report.streams {
      streams.append([
        stream.stream.title, format.text(stream.entries), format.text(stream.deficitIn),
        format.text(stream.revenue), "\(stream.poolShare)", format.text(stream.contribution),
      ])
    }
    streams.append([
      "Total", format.text(report.totals.entries), format.text(report.totals.deficitIn),
      format.text(report.totals.revenue), "", format.text(report.totals.contributions),
    ])
    lines += streams.lines + [""]
    var figures = TextTable()
    for (name, amount) in [
      ("Pool", report.pool.amount),
      ("Allocated to stakers (\(report.pool.stakerShare))", report.pool.allocated),
      ("Reinvested", report.pool.reinvested),
      ("Remainder carried in", report.allocation.remainderIn),
      ("Allocation", report.allocation.amount),
      ("Shares of \(report.stake.holderCount) holders", report.allocation.shares),
      ("Remainder carried out", report.allocation.remainderOut),
      ("To fund, \(report.claims.count) claims", report.claims.toFund),
    ] {
      figures.append([name, "\(format.text(amount)) \(symbol)"])
    }
    lines += figures.lines + [""]
    for identity in report.identities {
      lines.append(
        "\(identity.holds ? "ok" : "NOT EQUAL")  \(Self.side(identity.left)) = "
          + "\(Self.side(identity.right)): \(format.text(identity.leftTotal))"
      )
    }
    lines += ["", "Root: \(report.claims.root?.description ?? "none, since there are no claims")"]
    self.lines = lines
  }

  private static func side(_ terms: [Identity.Term]) -> String {
    terms.enumerated()
      .map { index, term in
        let sign = term.amount.isNegative ? "- " : index > 0 ? "+ " : ""
        return sign + term.name
      }
      .joined(separator: " ")
  }
}
