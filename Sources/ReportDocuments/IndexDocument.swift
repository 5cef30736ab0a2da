import Distribution
import EVMTypes
public import FileStore
import StrictJSON

/// `index.json`: what views are made with, and the headline figures of every epoch.
public struct IndexDocument: Sendable, Hashable {
  /// The program and the templates that made the views.
  public struct Generator: Sendable, Hashable {
    /// The program's version.
    public let version: String
    /// The digest of templates and assets.
    public let templates: ContentDigest

    /// Creates a generator.
    ///
    /// - Parameters:
    ///   - version: The program's version.
    ///   - templates: The digest of templates and assets.
    public init(version: String, templates: ContentDigest) {
      self.version = version
      self.templates = templates
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-index-v1"

  /// What made the views.
  public let generator: Generator
  /// Who publishes.
  public let site: SiteDescription
  /// The epochs' reports, in their order.
  public let reports: [EpochReport]
  /// The log; `nil` where there is none.
  public let log: PublishedLog?

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - generator: What made the views.
  ///   - site: Who publishes.
  ///   - reports: The epochs' reports, in their order.
  ///   - log: The log; without it the document is what it was before there were logs.
  public init(
    generator: Generator,
    site: SiteDescription,
    reports: [EpochReport],
    log: PublishedLog? = nil
  ) {
    self.generator = generator
    self.site = site
    self.reports = reports
    self.log = log
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let head: [JSONValue.Member] = [
      .init("format", .string(Self.format)),
      .init(
        "generator",
        .object([
          .init("name", .string("revshare")),
          .init("version", .string(generator.version)),
          .init("templates", .string(generator.templates.description)),
        ])
      ),
      .init(
        "site",
        .object(
          [
            .init("title", .string(site.title)),
            .init("publisher", .string(site.publisher)),
            .init("description", .string(site.description)),
            .init("website", .optional(site.website)),
            .init("baseURL", .string(site.baseURL)),
            .init("notice", .optional(site.notice)),
          ] + (site.branding.map { [.init("branding", .branding($0))] } ?? [])
            + (site.node.map { [.init("node", .string($0.description))] } ?? [])
            + (site.standings.isEmpty ? [] : [.init("onChain", .standings(site.standings))])
        )
      ),
    ]
    let logged = log.map { [JSONValue.Member("log", $0.indexMember)] } ?? []
    let epochs = reports.map { JSONValue.indexEntry($0, log) }
    return JSONValue.object(head + logged + [.init("epochs", .array(epochs))]).canonicalBytes
  }

  /// Reads what views were made with; the epochs' lines repeat their reports and are not read.
  ///
  /// - Parameters:
  ///   - bytes: The document's bytes.
  ///   - logo: Gives the bytes of the logo, which lies beside the document; none for a reader that makes no pages.
  /// - Returns: The generator and who publishes.
  /// - Throws: ``DocumentError``.
  public static func header(
    parsing bytes: [UInt8],
    logo: (RelativePath) throws(DocumentError) -> [UInt8] = { _ in [] }
  ) throws(DocumentError) -> (generator: Generator, site: SiteDescription) {
    let document = try JSONCursor(parsing: bytes, format: format)
    let generator = try document.member("generator")
    let site = try document.member("site")
    try generator.allow(["name", "version", "templates"])
    let name = try generator.member("name")
    guard try name.text() == "revshare" else { throw name.error("expected revshare") }
    try site.allow([
      "title", "publisher", "description", "website", "baseURL", "notice", "branding", "node",
      "onChain",
    ])
    return (
      Generator(
        version: try generator.member("version").text(),
        templates: try generator.member("templates").contentDigest()
      ),
      SiteDescription(
        title: try site.member("title").text(),
        publisher: try site.member("publisher").text(),
        description: try site.member("description").text(),
        website: try site.member("website").optional { value throws(DocumentError) in
          try value.text()
        },
        baseURL: try site.member("baseURL").text(),
        notice: try site.member("notice").optional { value throws(DocumentError) in
          try value.text()
        },
        branding: try site.memberIfAny("branding")?.branding(logo: logo),
        node: try node(of: site),
        standings: try site.memberIfAny("onChain")?.standings() ?? []
      )
    )
  }

  /// The node; a document of a site without one has no such member.
  private static func node(of site: JSONCursor) throws(DocumentError) -> NodeAddress? {
    guard let place = try site.memberIfAny("node") else { return nil }
    let text = try place.text()
    do {
      return try NodeAddress(text)
    } catch {
      throw place.error("\(error)")
    }
  }
}

extension JSONValue {
  fileprivate static func indexEntry(_ report: EpochReport, _ log: PublishedLog?) -> JSONValue {
    let number = report.epoch.number
    let folder = SiteLayout.epoch(number)
    let members: [Member] = [
      .init("number", .integer(number)),
      .init("start", .time(report.epoch.start)),
      .init("end", .time(report.epoch.end)),
      .init("page", .string("\(folder)/")),
      .init("report", .string("\(folder.appending(SiteLayout.EpochFiles.report))")),
      .init("manifest", .string("\(folder.appending(SiteLayout.EpochFiles.manifest))")),
    ]
    let payouts = report.payouts.map { payout in
      indexPayout(payout, log?.indexSums(of: payout.asset.id, inEpoch: number) ?? [])
    }
    return .object(
      members + (log?.indexMembers(ofEpoch: number) ?? []) + [.init("assets", .array(payouts))]
    )
  }

  private static func indexPayout(_ payout: PayoutReport, _ sums: [Member]) -> JSONValue {
    .object(
      [
        .init("id", .string(payout.asset.id)),
        .init("symbol", .string(payout.asset.token.symbol)),
        .init("decimals", .integer(payout.asset.token.decimals)),
        .init("revenue", .amount(payout.totals.revenue)),
        .init("pool", .amount(payout.pool.amount)),
        .init("allocated", .amount(payout.pool.allocated)),
        .init("reinvested", .amount(payout.pool.reinvested)),
        .init("paid", .amount(payout.claims.toFund)),
        .init("holderCount", .integer(payout.payment.holderCount)),
        .init("claimCount", .integer(payout.claims.count)),
        .init("root", .optional(payout.claims.root?.description)),
      ] + sums
    )
  }
}
