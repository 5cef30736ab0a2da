public import FileStore
public import ReportDocuments

extension SiteHistory {
  /// Takes what is published as its log and its reports tell of it.
  ///
  /// Each file that is read is held against its manifest, and each manifest against the log. What is damaged, and what
  /// no log tells of, is computed again, from its inputs; those that got lost come from the books.
  ///
  /// - Parameters:
  ///   - published: What the folder holds.
  ///   - store: The folder.
  ///   - books: The publisher's books.
  ///   - progress: Called before each publication, with its name.
  /// - Throws: ``PublicationError``.
  public init(
    of published: PublishedSite,
    in store: some FileStore,
    restoring books: some BookedEpochs,
    progress: (PublicationName) -> Void = { _ in }
  ) throws(PublicationError) {
    let source = RestoringSource(published: published, store: store, books: books)
    self.init(source: source)
    for name in published.publications {
      progress(name)
      guard let manifest = published.manifests[name], published.log.tells(of: manifest, of: name)
      else { throw .otherEvidence(name) }
      if published.log.entry(of: name) != nil, !published.hasDamagedHolders(of: name, in: store),
        let record = PublicationRecord(name, manifest: manifest, in: store, after: self)
      {
        append(record)
        continue
      }
      let evidence = try source.evidence(of: name, after: self)
      guard evidence.manifest == manifest else { throw .otherEvidence(name) }
      append(evidence)
      release(name)
    }
  }
}
