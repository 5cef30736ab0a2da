import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import ReportPages
import Signing

/// A view of a site: a page, the index, the data package, the feed, an asset or the manifest.
struct ViewDocument: Sendable {
  let path: RelativePath
  let bytes: [UInt8]
}

/// All views of a site, made from evidence.
enum SiteViews {
  /// This program with templates; the digest of its own is made once.
  static func generator(with templates: PageTemplates) -> IndexDocument.Generator {
    templates == .embedded ? embedded : made(with: templates)
  }

  private static let embedded = made(with: .embedded)

  private static func made(with templates: PageTemplates) -> IndexDocument.Generator {
    IndexDocument.Generator(
      version: ProgramVersion.current,
      templates: ContentDigest(bytes: SHA256.hash(templates.canonicalBytes))
    )
  }

  /// Makes the views and the log's files; the site's manifest is the last.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - log: The log of it.
  ///   - site: Who publishes.
  ///   - templates: What pages are made with.
  ///   - isMade: Whether the page of a publication is made.
  /// - Returns: The views.
  /// - Throws: ``SiteViewsError``.
  static func documents(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates,
    isMade: (PublicationName) -> Bool = { _ in true }
  ) throws(SiteViewsError) -> [ViewDocument] {
    let views =
      try pages(of: history, log: log, site: site, templates: templates, isMade: isMade)
      + package(of: history, site: site) + log.documents
    let evidence = history.publications.map { publication in
      Manifest.File(
        SiteLayout.folder(of: publication.name).appending(SiteLayout.EpochFiles.manifest),
        publication.manifest.bytes
      )
    }
    let manifest = Manifest(files: views.map { Manifest.File($0.path, $0.bytes) } + evidence)
    return views + [ViewDocument(path: SiteLayout.manifest, bytes: manifest.bytes)]
  }

  /// Makes the views that tell of figures: all but the site's manifest, the tables' package, and the log's files.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - log: The log of it.
  ///   - site: Who publishes.
  ///   - templates: What pages are made with.
  ///   - isMade: Whether the page of a publication is made.
  /// - Returns: The views.
  /// - Throws: ``SiteViewsError``.
  static func pages(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates,
    isMade: (PublicationName) -> Bool = { _ in true }
  ) throws(SiteViewsError) -> [ViewDocument] {
    let epochs = history.epochs
    let reports = epochs.map(\.report)
    let generator = generator(with: templates)
    var views = [
      ViewDocument(
        path: SiteLayout.index,
        bytes: IndexDocument(
          generator: generator,
          site: site,
          reports: reports,
          log: log.published
        ).bytes
      )
    ]
    let worked = epochs.last.flatMap { isMade($0.name) ? $0 : nil }
    let examples = try worked.map(holderFigures)?.examples ?? []
    let pages: SitePages
    do {
      pages = try SitePages(
        site: site,
        generator: generator,
        epochs: ReportedEpoch.all(of: epochs, examples: examples),
        corrections: ReportedCorrection.all(of: history),
        log: log.published,
        templates: templates
      )
    } catch {
      throw SiteViewsError(description: error.description)
    }
    for page in pages.pages {
      if let name = SiteLayout.publication(of: page.path), !isMade(name) { continue }
      // They work through a holder of the last epoch.
      if worked == nil, !epochs.isEmpty, [.methodology, .data].contains(page) { continue }
      views.append(ViewDocument(path: page.path, bytes: try bytes(of: page, pages, epochs)))
    }
    return views
  }

  /// Makes the package of tables, of which it holds one at least: none without publications.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - site: Who publishes.
  /// - Returns: The view, or none.
  static func package(of history: SiteHistory, site: SiteDescription) -> [ViewDocument] {
    guard !history.publications.isEmpty else { return [] }
    let bytes = dataPackage(of: history.publications, site: site).bytes
    return [ViewDocument(path: SiteLayout.dataPackage, bytes: bytes)]
  }

  private static func dataPackage(
    of publications: [PublicationRecord],
    site: SiteDescription
  ) -> DataPackage {
    let evidence = publications.sorted { $0.name < $1.name }.map { publication in
      DataPackage.Evidence(
        folder: SiteLayout.folder(of: publication.name),
        ruleset: publication.terms.ruleset,
        manifest: publication.manifest
      )
    }
    return DataPackage(of: site, evidence: evidence)
  }

  private static func bytes(
    of page: SitePage,
    _ pages: SitePages,
    _ epochs: [PublicationRecord]
  ) throws(SiteViewsError) -> [UInt8] {
    var shares: [[UInt256]] = []
    if case .epoch(let number) = page, let epoch = epochs.first(where: { $0.number == number }) {
      shares = try holderFigures(of: epoch).shares
    }
    do throws(AmountOverflow) {
      return try pages.bytes(of: page, shares: shares)
    } catch {
      throw SiteViewsError(description: "a figure of \(page.path) does not fit in 256 bits")
    }
  }

  private static func holderFigures(
    of epoch: PublicationRecord
  ) throws(SiteViewsError) -> PublicationRecord.HolderFigures {
    do {
      return try epoch.holderFigures()
    } catch {
      throw SiteViewsError(description: error.description)
    }
  }

  /// Whether a file that the site's manifest names is a view, and not a publication's manifest or the log's.
  static func isView(_ path: RelativePath) -> Bool {
    guard let name = SiteLayout.publication(of: path) else {
      return path.components[0] != SiteLayout.log.description
    }
    return path == SiteLayout.page(of: name)
  }
}

/// Why views could not be made.
struct SiteViewsError: Error, Sendable, Hashable, CustomStringConvertible {
  let description: String
}
