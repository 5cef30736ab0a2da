import FileStore
import LocalFileStore
import Publishing
import ReportDocuments

/// What a site will hold, while it grows: each publication that is added is staged at once, so that the evidence of one
/// alone is in memory.
struct PublicationDraft {
  /// What is published, and what was added.
  private(set) var history: SiteHistory
  /// What the site holds.
  let published: PublishedSite?
  /// The publications that were added, in order.
  private(set) var added: [PublicationName] = []
  /// Where the site's next content is; `nil` until something was added, and where nothing is to be written.
  private(set) var staging: LocalStaging?
  private let start: () throws -> LocalStaging?
  private let watch: WorkWatch

  /// Begins with what is published.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - published: What the site holds.
  ///   - start: Begins the site's next content; gives `nil` where nothing is to be written.
  ///   - watch: Shows how far a publication is written.
  init(
    _ history: SiteHistory,
    over published: PublishedSite?,
    start: @escaping () throws -> LocalStaging?,
    watch: WorkWatch
  ) {
    self.history = history
    self.published = published
    self.start = start
    self.watch = watch
  }

  /// Stages a publication and adds it.
  ///
  /// - Parameter evidence: The publication.
  /// - Throws: `FileStoreError`, also where the process is told to end; what was staged is to be abandoned then.
  mutating func add(_ evidence: EpochEvidence) throws {
    try watch.check()
    if staging == nil { staging = try start() }
    if var staging {
      watch.announce("writing epoch \(evidence.name)")
      defer { self.staging = staging }
      try evidence.stage(to: &staging) { done, total throws(FileStoreError) in
        try watch.step(done, of: total, "rows")
      }
    }
    history.append(evidence)
    history.release(evidence.name)
    added.append(evidence.name)
  }

  /// Gives away where the content is staged, for whoever puts it in place.
  mutating func takeStaging() throws -> LocalStaging? {
    if staging == nil { staging = try start() }
    defer { staging = nil }
    return staging
  }

  /// Removes what was staged.
  mutating func abandon() throws {
    try staging?.abandon()
    staging = nil
  }
}
