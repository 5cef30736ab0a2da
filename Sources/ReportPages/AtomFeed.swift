import Distribution
import FileStore
import ReportDocuments

/// The Atom feed: an entry for each epoch and each correction, the latest first.
///
/// No document says when something was published. An epoch is dated when it ended, a correction when the latest
/// epoch ended that was published before it.
///
/// - Source: RFC 4287.
struct AtomFeed: Sendable {
  private static let namespace = "http://www.w3.org/2005/Atom"

  let site: SiteDescription
  let reports: [EpochReport]
  let corrections: [ReportedCorrection]

  /// The feed; all times are ends of epochs.
  var bytes: [UInt8] {
    let home = address(of: SiteLayout.homePage, on: site)
    // The format requires a time, also where nothing is published yet.
    let updated = reports.last?.epoch.end.description ?? "1970-01-01T00:00:00Z"
    return XMLElement(
      "feed",
      [],
      [
        XMLElement("title", text: site.title),
        XMLElement("subtitle", text: site.description),
        XMLElement("id", text: home),
        XMLElement("updated", text: updated),
        XMLElement("author", [], [XMLElement("name", text: site.publisher)]),
        link("self", "application/atom+xml", address(of: SiteLayout.feed, on: site)),
        link("alternate", "text/html", home),
      ] + reports.reversed().flatMap(entries)
    ).documentBytes(namespace: Self.namespace)
  }

  /// The corrections that were published after an epoch and before the next, and the epoch itself.
  private func entries(_ report: EpochReport) -> [XMLElement] {
    corrections.filter { $0.latestEpoch.number == report.epoch.number }.reversed().map(correction)
      + [entry(report)]
  }

  private func correction(_ correction: ReportedCorrection) -> XMLElement {
    let name = correction.name
    let page = address(of: SiteLayout.page(of: name), on: site)
    let document = SiteLayout.folder(of: name).appending(SiteLayout.EpochFiles.correction)
    let time = correction.latestEpoch.end.description
    let outcome =
      switch correction.document.settlement {
      case .adjustments: "Its differences are settled in the next epoch."
      case .replacement: "Its claims take the place of the published ones."
      }
    return XMLElement(
      "entry",
      [],
      [
        XMLElement("title", text: "Correction \(name) of epoch \(name.epoch)"),
        XMLElement("id", text: page),
        XMLElement("updated", text: time),
        XMLElement("published", text: time),
        link("alternate", "text/html", page),
        link("related", "application/json", address(of: document, on: site)),
        XMLElement("summary", text: "Why: \(correction.document.reason) \(outcome)"),
      ]
    )
  }

  private func entry(_ report: EpochReport) -> XMLElement {
    let number = report.epoch.number
    let page = address(of: SiteLayout.epochPage(number), on: site)
    let document = SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.report)
    let period = PeriodText(report.epoch)
    let summaries = report.payouts.map { payout in
      let revenue = AmountText(payout.totals.revenue, of: payout.asset.token)
      let paid = AmountText(payout.claims.toFund, of: payout.asset.token)
      let holders = counted(payout.payment.paidCount, "holder", "holders")
      return
        "Revenue \(revenue.full) \(revenue.unit). Paid \(paid.full) \(paid.unit) to \(holders)."
    }
    return XMLElement(
      "entry",
      [],
      [
        XMLElement("title", text: "Epoch \(number): \(period.firstDay) to \(period.lastDay)"),
        XMLElement("id", text: page),
        XMLElement("updated", text: report.epoch.end.description),
        XMLElement("published", text: report.epoch.end.description),
        link("alternate", "text/html", page),
        link("related", "application/json", address(of: document, on: site)),
        XMLElement(
          "summary",
          text: summaries.joined(separator: " ")
        ),
      ]
    )
  }

  private func link(_ relation: String, _ type: String, _ address: String) -> XMLElement {
    XMLElement(
      "link",
      [(name: "rel", value: relation), (name: "type", value: type), (name: "href", value: address)]
    )
  }
}
