import FileStore
import ReportDocuments

extension SiteAudit {
  /// Checks the views: all of them where this version and its templates made them, else what does not depend
  /// on templates.
  mutating func auditViews(in store: some FileStore, manifest: Manifest) {
    let header: (generator: IndexDocument.Generator, site: SiteDescription)
    do {
      header = try EvidenceReader.read(SiteLayout.index, from: store) {
        bytes throws(DocumentError) in try IndexDocument.header(parsing: bytes)
      }
    } catch {
      add(AuditFinding(.malformedDocument, error.path, error.fact))
      return
    }
    if header.generator == SiteViews.generator {
      do {
        let views = try SiteViews.documents(of: epochs, site: header.site)
        for view in views { compareView(view.bytes, at: view.path, in: store) }
      } catch {
        add(AuditFinding(.wrongView, SiteLayout.homePage, error.description))
      }
    } else {
      auditForeignViews(header.generator, header.site, in: store, manifest: manifest)
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
    add(
      AuditFinding(
        .notRendered,
        SiteLayout.index,
        "version \(generator.version) or other templates made the pages: "
          + "they were checked by digest only",
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
