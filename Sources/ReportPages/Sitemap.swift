import Distribution
import ReportDocuments

/// The sitemap: every page, with the end of the epoch that changed it last.
///
/// - Source: sitemaps.org protocol 0.9.
struct Sitemap: Sendable {
  private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

  let site: SiteDescription
  let reports: [EpochReport]
  let corrections: [ReportedCorrection]

  /// The sitemap.
  var bytes: [UInt8] {
    let latest = reports.last?.epoch.end
    let pages = [
      SiteLayout.homePage, SiteLayout.verifyPage, SiteLayout.methodologyPage, SiteLayout.auditPage,
      SiteLayout.dataPage,
    ]
    .map { entry(address(of: $0, on: site), latest) }
    let epochs = reports.map { report in
      let last = corrections.last { $0.name.epoch == report.epoch.number }
      return entry(
        address(of: SiteLayout.epochPage(report.epoch.number), on: site),
        last?.latestEpoch.end ?? report.epoch.end
      )
    }
    let corrected = corrections.map { correction in
      entry(address(of: SiteLayout.page(of: correction.name), on: site), correction.latestEpoch.end)
    }
    return XMLElement("urlset", [], pages + epochs + corrected).documentBytes(
      namespace: Self.namespace
    )
  }

  private func entry(_ address: String, _ changed: Timestamp?) -> XMLElement {
    let date = changed.map { [XMLElement("lastmod", text: $0.description)] } ?? []
    return XMLElement("url", [], [XMLElement("loc", text: address)] + date)
  }
}
