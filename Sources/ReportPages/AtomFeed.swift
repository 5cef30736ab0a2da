import Distribution
import FileStore
import ReportDocuments

/// The Atom feed: an entry for each epoch, the latest first.
///
/// - Source: RFC 4287.
struct AtomFeed: Sendable {
  private static let namespace = "http://www.w3.org/2005/Atom"

  let site: SiteDescription
  let reports: [EpochReport]

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
      ] + reports.reversed().map(entry)
    ).documentBytes(namespace: Self.namespace)
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
