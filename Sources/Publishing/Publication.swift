public import FileStore
public import ReportDocuments
public import ReportPages

/// The next content of a site: what is published already, unchanged, what is new, and all views.
public struct Publication: Sendable {
  /// What is published then.
  public let history: SiteHistory
  /// The log of it.
  public let log: SiteLog
  /// The publications that are new, in order.
  public let newPublications: [PublicationName]
  /// The views that differ from the published ones, in byte order.
  public let changedViews: [RelativePath]
  /// Whether the log's head, its signatures or its tiles differ from the published ones.
  public let changesLog: Bool
  private let views: [ViewDocument]
  private let published: Set<PublicationName>
  private let staged: Set<PublicationName>
  /// Published files that are not what their manifests name, or are gone; they are made again.
  public let damagedFiles: [RelativePath]
  /// The evidence of which documents are made: what is new and not staged, and what is damaged.
  private let evidence: [PublicationName: EpochEvidence]

  /// Whether the site is as it should be.
  public var isUnchanged: Bool {
    newPublications.isEmpty && changedViews.isEmpty && !changesLog && damagedFiles.isEmpty
  }

  /// Sets what is to be published against what is.
  ///
  /// - Parameters:
  ///   - history: What is published already, and what is new.
  ///   - log: The log of all of it.
  ///   - site: Who publishes.
  ///   - templates: What pages are made with.
  ///   - store: The site's folder; `nil` when there is none yet.
  ///   - published: What it holds.
  ///   - staged: The publications whose evidence was staged before, with ``EpochEvidence/stage(to:progress:)``.
  /// - Throws: ``PublicationError/views(_:)``.
  public init(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates = .embedded,
    over store: (some FileStore)?,
    published: PublishedSite?,
    staged: [PublicationName] = []
  ) throws(PublicationError) {
    do {
      self.views = try SiteViews.documents(
        of: history,
        log: log,
        site: site,
        templates: templates
      )
    } catch {
      throw .views(error.description)
    }
    self.history = history
    self.log = log
    self.published = Set(published?.publications ?? [])
    self.staged = Set(staged)
    self.newPublications = history.publications.map(\.name).filter {
      !(published?.publications ?? []).contains($0)
    }
    let old = Set(published?.manifest.files ?? [])
    let new = Set(
      views.filter { $0.path != SiteLayout.manifest }.map { Manifest.File($0.path, $0.bytes) }
    )
    let changed = Set(old.symmetricDifference(new).map(\.path)).filter {
      SiteLayout.publication(ofManifest: $0) == nil
    }
    self.changedViews = changed.filter(SiteViews.isView).sorted()
    self.changesLog = changed.contains { !SiteViews.isView($0) }
    // Of what was published before, every byte is read only when there is nothing else to do.
    let latest = newPublications.isEmpty ? nil : published?.publications.last
    self.damagedFiles =
      store.map { published?.damagedFiles(in: $0, afterPublicationOf: latest) ?? [] } ?? []
    self.evidence = try Self.evidence(
      of: history,
      published: published,
      damaged: Set(damagedFiles),
      staged: Set(staged)
    )
  }

  /// The evidence of which documents are to be made.
  private static func evidence(
    of history: SiteHistory,
    published: PublishedSite?,
    damaged: Set<RelativePath>,
    staged: Set<PublicationName>
  ) throws(PublicationError) -> [PublicationName: EpochEvidence] {
    var evidence: [PublicationName: EpochEvidence] = [:]
    for publication in history.publications where !staged.contains(publication.name) {
      let name = publication.name
      let folder = SiteLayout.folder(of: name)
      let manifest = published?.manifests[name]
      guard let manifest else {
        evidence[name] = try history.evidence(of: name)
        continue
      }
      guard manifest.files.contains(where: { damaged.contains(folder.appending($0.path)) }) else {
        continue
      }
      let made = try history.evidence(of: name)
      guard let made, made.manifest == manifest else { throw .otherEvidence(name) }
      evidence[name] = made
    }
    return evidence
  }

  /// Sees whether epochs can be published: whether there is a page for each figure.
  ///
  /// - Parameters:
  ///   - history: The epochs.
  ///   - site: Who publishes.
  /// - Throws: ``PublicationError``.
  public static func check(
    _ history: SiteHistory,
    site: SiteDescription
  ) throws(PublicationError) {
    do {
      _ = try SiteViews.pages(of: history, log: SiteLog(), site: site, templates: .embedded)
    } catch {
      throw .views(error.description)
    }
  }

  /// Writes the content; the site's manifest comes last.
  ///
  /// - Parameters:
  ///   - staging: Where it is prepared; nothing is committed here.
  ///   - progress: Called before each publication, with its name.
  /// - Throws: ``FileStoreError``.
  public func write(
    to staging: inout some StagedFiles,
    progress: (PublicationName) -> Void
  ) throws(FileStoreError) {
    let damaged = Set(damagedFiles)
    for publication in history.publications where !staged.contains(publication.name) {
      progress(publication.name)
      let folder = SiteLayout.folder(of: publication.name)
      // What is published stays the very file; where it got lost or damaged, it is made again.
      var missing = evidence[publication.name]?.documents ?? []
      if published.contains(publication.name) {
        let isDamaged = { (path: RelativePath) in damaged.contains(folder.appending(path)) }
        missing.removeAll { !isDamaged($0.path) }
        for file in publication.manifest.files where !isDamaged(file.path) {
          try staging.keep(folder.appending(file.path))
        }
      }
      try missing.forEach(\.ownBytes) { document, bytes throws(FileStoreError) in
        try document.write(bytes, in: folder, to: &staging)
      }
      let path = folder.appending(SiteLayout.EpochFiles.manifest)
      if published.contains(publication.name), !damagedFiles.contains(path) {
        try staging.keep(path)
      } else {
        try staging.write(publication.manifest.bytes, to: path)
      }
    }
    for view in views { try staging.write(view.bytes, to: view.path) }
  }
}
