import FileStore
import ReportDocuments

/// A published document set against what the inputs give.
extension SiteAudit {
  /// What became of a comparison.
  private enum Outcome: Sendable {
    /// Every byte is the same.
    case equal(Manifest.File, figureCount: Int)
    /// Something differs, or it could not be read: that is said one document at a time.
    case other
  }

  /// Compares a publication's documents, several at the same time, and keeps their digests with it.
  ///
  /// - Parameters:
  ///   - evidence: The publication.
  ///   - folder: Its folder.
  ///   - store: The site.
  ///   - manifest: What the published manifest says of its files.
  ///   - progress: Told how many rows were compared.
  mutating func compare(
    _ evidence: EpochEvidence,
    in folder: RelativePath,
    of store: some FileStore,
    named manifest: [Manifest.File],
    progress: (WorkProgress) -> Void
  ) {
    // No more of a file is read than the manifest says: nobody has to hold what a hostile site sends.
    let sizes = Dictionary(manifest.map { ($0.path, $0.byteCount) }) { first, _ in first }
    var files: [Manifest.File] = []
    let documents = evidence.documents
    let rowCount = documents.rowCount
    var done = 0
    progress(WorkProgress(.comparing, of: evidence.name, 0, of: rowCount))
    documents.forEach { document -> Outcome in
      guard let size = sizes[document.path] else { return .other }
      return Self.outcome(
        of: document,
        at: folder.appending(document.path),
        byteLimit: size,
        in: store
      )
    } take: { document, outcome in
      switch outcome {
      case .equal(let file, let count):
        figureCount += count
        files.append(file)
      case .other:
        files.append(document.file)
        compare(document.bytes, at: folder.appending(document.path), in: store)
      }
      done += document.rowCount
      progress(WorkProgress(.comparing, of: evidence.name, done, of: rowCount))
    }
    evidence.keep(Manifest(files: files))
  }

  private static func outcome(
    of document: EvidenceDocument,
    at path: RelativePath,
    byteLimit: Int,
    in store: some FileStore
  ) -> Outcome {
    guard let file = try? store.open(path, byteLimit: byteLimit) else {
      return .other
    }
    var count = FigureCount(of: path)
    var line = ManifestLine()
    var place = 0
    var isEqual = true
    document.forEachChunk { chunk, rowCount in
      guard isEqual else { return }
      guard let found = try? file.read(from: place, count: chunk.count), found == chunk else {
        isEqual = false
        return
      }
      count.add(chunk, rowCount: rowCount)
      line.update(chunk)
      place += chunk.count
    }
    guard isEqual && place == file.byteCount else { return .other }
    return .equal(line.file(at: document.path), figureCount: count.count)
  }
}
