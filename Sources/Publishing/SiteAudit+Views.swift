import FileStore
import ReportDocuments
import ReportPages
import SiteBranding

extension SiteAudit {
  /// Checks the views: all of them where this version and its templates made them, else what does not depend
  /// on templates.
  mutating func auditViews(
    in store: some FileStore,
    manifest: Manifest,
    templates: PageTemplates
  ) {
    let header: (generator: IndexDocument.Generator, site: SiteDescription)
    do {
      header = try EvidenceReader.read(SiteLayout.index, from: store) {
        bytes throws(DocumentError) in
        try IndexDocument.header(parsing: bytes) { path throws(DocumentError) in
          try Self.logo(at: path, in: store)
        }
      }
    } catch {
      add(AuditFinding(.malformedDocument, error.path, error.fact))
      return
    }
    let own = [templates, .embedded]
      .first { SiteViews.generator(with: $0) == header.generator }
    if let templates = own {
      do {
        let views = try SiteViews.documents(of: epochs, site: header.site, templates: templates)
        for view in views { compareView(view.bytes, at: view.path, in: store) }
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
    let index = IndexDocument(generator: generator, site: site, reports: epochs.map(\.report))
    compareView(index.bytes, at: SiteLayout.index, in: store)
    var required = [
      SiteLayout.homePage, SiteLayout.index, SiteLayout.feed, SiteLayout.sitemap,
      SiteLayout.verifyPage,
    ]
    for epoch in epochs {
      required.append(SiteLayout.epochPage(epoch.number))
      required.append(
        SiteLayout.epoch(epoch.number).appending(SiteLayout.EpochFiles.manifest)
      )
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

  /// Checks what this version makes without templates, and says which assets are not its own.
  private mutating func auditOwnViews(_ site: SiteDescription, in store: some FileStore) {
    var others: [String] = []
    do {
      for view in try SiteViews.pages(of: epochs, site: site, templates: .embedded) {
        if [SiteLayout.feed, SiteLayout.sitemap, SiteLayout.brandStyle].contains(view.path) {
          compareView(view.bytes, at: view.path, in: store)
        } else if view.path == SiteLayout.auditScript
          || view.path.components[0] == SiteLayout.assets.description,
          (try? store.read(view.path)) != view.bytes
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

  private mutating func addNotRendered(_ cause: String) {
    add(
      AuditFinding(
        .notRendered,
        SiteLayout.index,
        cause + ": they were checked by digest only",
        severity: .note
      )
    )
  }

  private mutating func compareView(
    _ expected: [UInt8],
    at path: RelativePath,
    in store: some FileStore
  ) {
    guard let found = try? store.read(path) else {
      add(AuditFinding(.missingFile, path, "this view is not there"))
      return
    }
    guard found != expected else { return }
    add(AuditFinding(.wrongView, path, "not what the evidence gives"))
  }
}
