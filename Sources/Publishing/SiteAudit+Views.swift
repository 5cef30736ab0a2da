import FileStore
import ReportDocuments
import ReportPages
import SiteBranding

extension SiteAudit {
  /// Checks the views: all of them where this version and its templates made them, else what does not depend
  /// on templates.
  mutating func auditViews(
    in store: some FileStore,
    manifest: Manifest?,
    templates: PageTemplates,
    from source: some ViewSource
  ) {
    guard ending == nil else { return }
    guard let manifest else {
      return addNotRendered("the site's manifest does not read", "the pages were not checked")
    }
    let header: (generator: IndexDocument.Generator, site: SiteDescription)
    do {
      header = try EvidenceReader.read(SiteLayout.index, from: store) {
        bytes throws(DocumentError) in
        try IndexDocument.header(parsing: bytes) { path throws(DocumentError) in
          try Self.logo(at: path, in: store)
        }
      }
    } catch {
      add(error)
      if ending == nil {
        addNotRendered("it does not read", "the pages were checked by digest only")
      }
      return
    }
    let own = [templates, .embedded]
      .first { SiteViews.generator(with: $0) == header.generator }
    if let templates = own {
      do {
        let views = try source.documents(
          of: history,
          log: log,
          site: header.site,
          templates: templates,
          isMade: isAudited
        )
        // The site's manifest names the pages that were not made too; each file was held against it.
        for view in views where epoch == nil || view.path != SiteLayout.manifest {
          compareView(view.bytes, at: view.path, in: store)
        }
      } catch {
        add(AuditFinding(.wrongView, SiteLayout.homePage, error.description))
      }
    } else {
      auditForeignViews(header.generator, header.site, in: store, manifest: manifest)
    }
  }

  /// The logo, which nothing but the file itself says; its digest stands in the site's manifest.
  private static func logo(
    at path: RelativePath,
    in store: some FileStore
  ) throws(DocumentError) -> [UInt8] {
    do {
      return try store.read(path, byteLimit: Logo.byteLimit)
    } catch {
      throw DocumentError(at: "site.branding.logo", error.description)
    }
  }

  private mutating func auditForeignViews(
    _ generator: IndexDocument.Generator,
    _ site: SiteDescription,
    in store: some FileStore,
    manifest: Manifest
  ) {
    let index = IndexDocument(
      generator: generator,
      site: site,
      reports: history.epochs.map(\.report),
      log: log.published
    )
    compareView(index.bytes, at: SiteLayout.index, in: store)
    var required = [
      SiteLayout.homePage, SiteLayout.index, SiteLayout.feed, SiteLayout.sitemap,
      SiteLayout.verifyPage,
    ]
    for publication in history.publications {
      let folder = SiteLayout.folder(of: publication.name)
      required.append(SiteLayout.page(of: publication.name))
      required.append(folder.appending(SiteLayout.EpochFiles.manifest))
      required.append(folder.appending(SiteLayout.EpochFiles.statement))
    }
    let named = Set(manifest.files.map(\.path))
    for path in required where !named.contains(path) {
      add(AuditFinding(.missingFile, path, "the site's manifest does not name this file"))
    }
    guard generator.version == ProgramVersion.current else {
      addNotRendered("version \(generator.version) made the pages")
      return
    }
    auditOwnViews(site, in: store)
  }

  /// What no template has a part in; the index is compared before.
  private static let viewsWithoutTemplates = [
    SiteLayout.feed, SiteLayout.sitemap, SiteLayout.brandStyle, SiteLayout.dataPackage,
  ]

  /// Checks what this version makes without templates, and says which assets are not its own.
  private mutating func auditOwnViews(_ site: SiteDescription, in store: some FileStore) {
    var others: [String] = []
    do {
      let pages = try SiteViews.pages(
        of: history,
        log: log,
        site: site,
        templates: .embedded,
        isMade: isAudited
      )
      for view in pages + SiteViews.package(of: history, site: site) {
        if Self.viewsWithoutTemplates.contains(view.path) {
          compareView(view.bytes, at: view.path, in: store)
        } else if view.path == SiteLayout.auditScript
          || view.path.components[0] == SiteLayout.assets.description,
          !isThere(view, in: store)
        {
          others.append(view.path.description)
        }
      }
    } catch {
      add(AuditFinding(.wrongView, SiteLayout.homePage, error.description))
    }
    addNotRendered(
      "other templates made the pages"
        + (others.isEmpty
          ? ", with this version's assets" : " and assets (\(others.joined(separator: ", ")))")
    )
  }

  private mutating func addNotRendered(
    _ cause: String,
    _ outcome: String = "they were checked by digest only"
  ) {
    add(
      AuditFinding(
        .notRendered,
        SiteLayout.index,
        "\(cause): \(outcome)"
      )
    )
  }

  private mutating func compareView(
    _ expected: [UInt8],
    at path: RelativePath,
    in store: some FileStore
  ) {
    let wrong = AuditFinding(.wrongView, path, "not what the evidence gives")
    let found = read(path, byteLimit: expected.count, in: store) { _ in wrong }
    guard let found, found != expected else { return }
    add(wrong)
  }

  /// Whether a view is there as this version makes it; that it is what its manifest names was checked.
  private mutating func isThere(_ view: ViewDocument, in store: some FileStore) -> Bool {
    do throws(FileStoreError) {
      return try store.read(view.path, byteLimit: view.bytes.count) == view.bytes
    } catch {
      if case .unavailable = error { add(error, at: view.path) }
      return false
    }
  }
}
