import Distribution
import DocumentSchemas
public import EVMTypes
import FileStore
public import ReportDocuments
import SiteBranding

/// The views of a site but `index.json` and the manifest: pages, feed, sitemap and assets.
///
/// A function of the site's description, the epochs' reports, their shares, the corrections, the log and the
/// templates: equal arguments give equal bytes. Every view is made when it is asked for.
public struct SitePages: Sendable {
  /// All views, in the order in which they are best written.
  public let pages: [SitePage]

  let site: SiteDescription
  private let generator: IndexDocument.Generator
  private let epochs: [ReportedEpoch]
  private let reports: [EpochReport]
  private let corrections: [ReportedCorrection]
  private let log: PublishedLog?
  private let templates: PageTemplates
  private let library: PageLibrary
  private let proofFile: ProofFile

  /// Prepares the views of a site.
  ///
  /// - Parameters:
  ///   - site: Who publishes.
  ///   - generator: What makes the views.
  ///   - epochs: The epochs, in their order.
  ///   - corrections: The corrections of them, in the order in which they were published.
  ///   - log: The log of all of it; `nil` where there is none.
  ///   - templates: The templates and assets.
  /// - Throws: ``PageTemplateError``.
  public init(
    site: SiteDescription,
    generator: IndexDocument.Generator,
    epochs: [ReportedEpoch],
    corrections: [ReportedCorrection] = [],
    log: PublishedLog? = nil,
    templates: PageTemplates
  ) throws(PageTemplateError) {
    self.site = site
    self.generator = generator
    self.epochs = epochs
    self.reports = epochs.map(\.report)
    self.corrections = corrections
    self.log = log
    self.templates = templates
    self.library = try PageLibrary.compiled(templates)
    self.proofFile = try ProofFile.assembled(templates)
    self.pages =
      templates.assets.map { .asset($0.path) } + DocumentSchema.all.map { .schema($0.path) }
      + [.proofFile] + Self.brandPages(of: site)
      + reports.map { .epoch($0.epoch.number) } + corrections.map { .correction($0.name) }
      + [.verify, .methodology, .audit, .data, .notFound, .feed, .sitemap, .home]
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
      return library.bytes(of: .home, with: try HomePage(reports, corrections, in: frame(of: page)))
    case .epoch(let number):
      return try epochPage(number, shares: shares)
    case .correction(let name):
      return try correctionPage(name)
    case .verify:
      return library.bytes(
        of: .verify,
        with: VerifyPage(reports, node: site.node, in: frame(of: page))
      )
    case .methodology:
      return library.bytes(of: .methodology, with: MethodologyPage(epochs, in: frame(of: page)))
    case .audit:
      return library.bytes(
        of: .audit,
        with: AuditPage(
          epochs,
          corrections: corrections,
          log: log,
          in: frame(of: page),
          address: site.baseURL
        )
      )
    case .data:
      let index = IndexDocument(generator: generator, site: site, reports: reports, log: log)
      return library.bytes(
        of: .data,
        with: DataPage(epochs, corrections: corrections, index: index, in: frame(of: page))
      )
    case .notFound:
      return library.bytes(of: .notFound, with: frame(of: page))
    case .feed:
      return AtomFeed(site: site, reports: reports, corrections: corrections).bytes
    case .sitemap:
      return Sitemap(site: site, reports: reports, corrections: corrections).bytes
    case .schema(let path):
      guard let schema = DocumentSchema.all.first(where: { $0.path == path }) else {
        preconditionFailure("a schema is one of the pages")
      }
      return schema.bytes
    case .proofFile:
      return proofFile.shell
    case .brandStyle:
      return BrandStyle(site.branding).bytes
    case .logo:
      return site.branding?.logo?.bytes ?? []
    case .asset(let path):
      guard let asset = templates.assets.first(where: { $0.path == path }) else {
        preconditionFailure("an asset is one of the pages")
      }
      return asset.bytes
    }
  }

  private static func brandPages(of site: SiteDescription) -> [SitePage] {
    (BrandStyle(site.branding).bytes.isEmpty ? [] : [.brandStyle])
      + (site.branding?.logo.map { [.logo(SiteLayout.logo($0.format))] } ?? [])
  }

  private func epochPage(_ number: Int, shares: [[UInt256]]) throws(AmountOverflow) -> [UInt8] {
    guard let index = reports.firstIndex(where: { $0.epoch.number == number }) else {
      preconditionFailure("an epoch is one of the pages")
    }
    let frame = frame(of: .epoch(number))
    let context = try EpochPage(
      epochs[index],
      before: index > 0 ? reports[index - 1] : nil,
      shares: shares.map(ShareDistribution.init),
      corrections: corrections.filter { $0.name.epoch == number },
      settled: corrections.filter {
        $0.document.settlement == .adjustments && $0.settlingEpoch == number
      },
      standings: site.standings,
      log: log,
      dataset: DatasetMarkup(epochs[index], title: frame.page.title, on: site),
      in: frame
    )
    return library.bytes(of: .epoch, with: context)
  }

  private func correctionPage(_ name: PublicationName) throws(AmountOverflow) -> [UInt8] {
    guard let correction = corrections.first(where: { $0.name == name }) else {
      preconditionFailure("a correction is one of the pages")
    }
    let next = PublicationName(epoch: name.epoch, correction: name.correction + 1)
    let context = try CorrectionPage(
      correction,
      next: corrections.contains { $0.name == next } ? next : nil,
      settling: reports.first { $0.epoch.number == correction.settlingEpoch },
      log: log,
      in: frame(of: .correction(name))
    )
    return library.bytes(of: .correction, with: context)
  }

  private func frame(of page: SitePage) -> PageFrame {
    PageFrame(
      page: head(of: page),
      site: PageFrame.Site(site),
      generator: PageFrame.Generator(version: generator.version)
    )
  }
}
