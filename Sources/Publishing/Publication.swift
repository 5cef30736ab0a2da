import Distribution
public import FileStore
public import ReportDocuments
public import ReportPages

/// The next content of a site: epochs that are published already, unchanged, new ones, and all views.
public struct Publication: Sendable {
  /// The epochs, in order.
  public let epochs: [EpochEvidence]
  /// The epochs that are not published yet.
  public let newEpochs: [Int]
  /// The views that differ from the published ones, in byte order.
  public let changedViews: [RelativePath]
  private let views: [ViewDocument]
  private let publishedEpochs: Set<Int>
  /// Published files that are not what their manifests name, or are gone; they are made again.
  public let damagedFiles: [RelativePath]

  /// Whether the site is as it should be.
  public var isUnchanged: Bool {
    newEpochs.isEmpty && changedViews.isEmpty && damagedFiles.isEmpty
  }

  /// Sets computed epochs against what is published.
  ///
  /// - Parameters:
  ///   - epochs: All closed epochs up to the last one to publish, in order.
  ///   - site: Who publishes.
  ///   - templates: What pages are made with.
  ///   - store: The site's folder; `nil` when there is none yet.
  ///   - published: What it holds.
  /// - Throws: ``PublicationError``.
  public init(
    of epochs: [EpochEvidence],
    site: SiteDescription,
    templates: PageTemplates = .embedded,
    over store: (some FileStore)?,
    published: PublishedSite?
  ) throws(PublicationError) {
    let numbers = published?.epochNumbers ?? []
    for number in numbers where !epochs.contains(where: { $0.number == number }) {
      throw .epochGone(number)
    }
    for epoch in epochs {
      if let store, let manifest = published?.epochs[epoch.number] {
        try Self.compare(epoch, with: manifest, in: store)
      }
    }
    do {
      self.views = try SiteViews.documents(of: epochs, site: site, templates: templates)
    } catch {
      throw .views(error.description)
    }
    self.epochs = epochs
    self.publishedEpochs = Set(numbers)
    self.newEpochs = epochs.map(\.number).filter { !numbers.contains($0) }
    let old = published?.manifest.files.filter { SiteViews.isView($0.path) } ?? []
    let new = views.filter { $0.path != SiteLayout.manifest }.map {
      Manifest.File($0.path, $0.bytes)
    }
    let changed = new.filter { !old.contains($0) }.map(\.path)
    let gone = old.map(\.path).filter { path in !new.contains { $0.path == path } }
    self.changedViews = (changed + gone).sorted()
    self.damagedFiles = store.map { published?.damagedFiles(in: $0) ?? [] } ?? []
  }

  /// Sees whether epochs can be published: whether there is a page for each figure.
  ///
  /// - Parameters:
  ///   - epochs: The epochs, in order.
  ///   - site: Who publishes.
  /// - Throws: ``PublicationError/views(_:)``.
  public static func check(
    _ epochs: [EpochEvidence],
    site: SiteDescription
  ) throws(PublicationError) {
    do {
      _ = try SiteViews.pages(of: epochs, site: site, templates: .embedded)
    } catch {
      throw .views(error.description)
    }
  }

  /// Writes the content; the site's manifest comes last.
  ///
  /// - Parameters:
  ///   - staging: Where it is prepared; nothing is committed here.
  ///   - progress: Called before each epoch, with its number.
  /// - Throws: ``FileStoreError``.
  public func write(
    to staging: inout some StagedFiles,
    progress: (Int) -> Void
  ) throws(FileStoreError) {
    for epoch in epochs {
      progress(epoch.number)
      let folder = SiteLayout.epoch(epoch.number)
      let isPublished = publishedEpochs.contains(epoch.number)
      for document in epoch.documents {
        let path = folder.appending(document.path)
        // What is published stays the very file; where it got lost or damaged, it is made again.
        guard isPublished, !damagedFiles.contains(path), try keep(path, in: &staging) else {
          try staging.write(document.bytes, to: path)
          continue
        }
      }
      let path = folder.appending(SiteLayout.EpochFiles.manifest)
      guard isPublished, !damagedFiles.contains(path), try keep(path, in: &staging) else {
        try staging.write(epoch.manifest.bytes, to: path)
        continue
      }
    }
    for view in views { try staging.write(view.bytes, to: view.path) }
  }

  private func keep(
    _ path: RelativePath,
    in staging: inout some StagedFiles
  ) throws(FileStoreError) -> Bool {
    do {
      try staging.keep(path)
      return true
    } catch {
      if case .notFound = error { return false }
      throw error
    }
  }

  private static func compare(
    _ epoch: EpochEvidence,
    with published: Manifest,
    in store: some FileStore
  ) throws(PublicationError) {
    guard epoch.manifest != published else { return }
    let differences: [PublicationError.SliceDifference]
    do {
      differences = try SliceComparison.differences(of: epoch, from: store)
    } catch {
      throw .unreadable(error.path, error.cause?.description ?? error.fact)
    }
    throw differences.isEmpty
      ? .otherEvidence(epoch.number) : .contradicts(epoch.number, differences)
  }
}
