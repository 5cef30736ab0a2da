import Distribution
public import EVMTypes
import FileStore
public import ReportDocuments

/// The views of a site but `index.json` and the manifest: pages, feed, sitemap and assets.
///
/// A function of the site's description, the epochs' reports, their shares and the templates: equal
/// arguments give equal bytes. Every view is made when it is asked for.
public struct SitePages: Sendable {
  /// All views, in the order in which they are best written.
  public let pages: [SitePage]

  private let site: SiteDescription
  private let generator: IndexDocument.Generator
  private let reports: [EpochReport]
  private let templates: PageTemplates
  private let library: PageLibrary
  private let proofFile: ProofFile

  /// Prepares the views of a site.
  ///
  /// - Parameters:
  ///   - site: Who publishes.
  ///   - generator: What makes the views.
  ///   - reports: The epochs' reports, in their order.
  ///   - templates: The templates and assets.
  /// - Throws: ``PageTemplateError``.
  public init(
    site: SiteDescription,
    generator: IndexDocument.Generator,
    reports: [EpochReport],
    templates: PageTemplates
  ) throws(PageTemplateError) {
    self.site = site
    self.generator = generator
    self.reports = reports
    self.templates = templates
    self.library = try PageLibrary(templates)
    self.proofFile = try ProofFile(templates)
    self.pages =
      templates.assets.map { .asset($0.path) } + [.proofFile]
      + reports.map { .epoch($0.epoch.number) } + [.verify, .feed, .sitemap, .home]
  }

  /// Makes a view.
  ///
  /// - Parameters:
  ///   - page: One of ``pages``.
  ///   - shares: For ``SitePage/epoch(_:)`` the shares of the epoch's holders in each payout asset, in any order,
  ///     in base units; for others they are not used.
  /// - Returns: The view's bytes.
  /// - Throws: `AmountOverflow` when shares, or revenue over all epochs, do not fit in 256 bits.
  public func bytes(
    of page: SitePage,
    shares: [[UInt256]] = []
  ) throws(AmountOverflow) -> [UInt8] {
    switch page {
    case .home:
      let context = try HomePage(
        reports,
        page: head(of: page),
        site: PageFrame.Site(site),
        generator: PageFrame.Generator(version: generator.version)
      )
      return library.bytes(of: .home, with: context)
    case .epoch(let number):
      return try epochPage(number, shares: shares)
    case .verify:
      let context = VerifyPage(
        reports,
        page: head(of: page),
        site: PageFrame.Site(site),
        generator: PageFrame.Generator(version: generator.version)
      )
      return library.bytes(of: .verify, with: context)
    case .feed:
      return AtomFeed(site: site, reports: reports).bytes
    case .sitemap:
      return Sitemap(site: site, reports: reports).bytes
    case .proofFile:
      return proofFile.shell
    case .asset(let path):
      guard let asset = templates.assets.first(where: { $0.path == path }) else {
        preconditionFailure("an asset is one of the pages")
      }
      return asset.bytes
    }
  }

  private func epochPage(_ number: Int, shares: [[UInt256]]) throws(AmountOverflow) -> [UInt8] {
    guard let index = reports.firstIndex(where: { $0.epoch.number == number }) else {
      preconditionFailure("an epoch is one of the pages")
    }
    let context = try EpochPage(
      reports[index],
      before: index > 0 ? reports[index - 1] : nil,
      shares: shares.map(ShareDistribution.init),
      page: head(of: .epoch(number)),
      site: PageFrame.Site(site),
      generator: PageFrame.Generator(version: generator.version)
    )
    return library.bytes(of: .epoch, with: context)
  }

  private func head(of page: SitePage) -> PageFrame.Head {
    let title: String
    let description: String
    var data = SiteLayout.index.description
    var dataTitle = "All epochs as JSON"
    switch page {
    case .epoch(let number):
      title = "Epoch \(number) \u{2013} \(site.title)"
      description = "Revenue, allocation and payments of epoch \(number). \(site.description)"
      data = SiteLayout.EpochFiles.report.description
      dataTitle = "Epoch \(number) as JSON"
    case .verify:
      title = "Check an account \u{2013} \(site.title)"
      description = "What an account gets, why, and the proof. \(site.description)"
      data = "../" + data
    case .home, .feed, .sitemap, .proofFile, .asset:
      title = site.title
      description = site.description
    }
    return PageFrame.Head(
      title: title,
      description: description,
      root: String(repeating: "../", count: page.path.components.count - 1),
      canonical: address(of: page.path, on: site),
      data: data,
      dataTitle: dataTitle,
      isHome: page == .home,
      isVerify: page == .verify
    )
  }
}
