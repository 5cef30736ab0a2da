public import FileStore
import ReportDocuments

extension PublishedSite {
  /// Writes the site with another log over the same publications: the files of the log that differ, and the site's
  /// manifest; all others are kept.
  ///
  /// - Parameters:
  ///   - log: The log.
  ///   - store: The site.
  ///   - staging: Where it is prepared; nothing is committed here.
  /// - Returns: Whether anything differs; nothing was written where not.
  /// - Throws: ``PublicationError/unreadable(_:_:)`` where files are damaged, or `FileStoreError`.
  public func replaceLog(
    with log: SiteLog,
    from store: some FileStore,
    in staging: inout some StagedFiles
  ) throws -> Bool {
    if let path = damagedFiles(in: store).first {
      throw PublicationError.unreadable(
        path,
        "it is not the file that the manifest names; run revshare publish, which makes it again"
      )
    }
    let named = Set(manifest.files)
    let changed = log.documents.filter { !named.contains(Manifest.File($0.path, $0.bytes)) }
    guard !changed.isEmpty else { return false }
    let paths = Set(changed.map(\.path))
    for path in self.paths where !paths.contains(path) && path != SiteLayout.manifest {
      try staging.keep(path)
    }
    for document in changed { try staging.write(document.bytes, to: document.path) }
    let files =
      manifest.files.filter { !paths.contains($0.path) }
      + changed.map { Manifest.File($0.path, $0.bytes) }
    try staging.write(Manifest(files: files).bytes, to: SiteLayout.manifest)
    return true
  }
}
