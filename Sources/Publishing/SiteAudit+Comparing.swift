import FileStore
import ReportDocuments

/// A published document set against what the inputs give.
extension SiteAudit {
  /// What became of a comparison.
  private enum Outcome: Sendable {
    /// Every byte is the same.
    case equal(figureCount: Int)
    /// Something differs, or it could not be read: that is said one document at a time.
    case other
  }

  /// Compares documents, several at the same time.
  mutating func compare(
    _ documents: [EvidenceDocument],
    in folder: RelativePath,
    of store: some FileStore
  ) {
    documents.forEach { document in
      Self.outcome(of: document, at: folder.appending(document.path), in: store)
    } take: { document, outcome in
      switch outcome {
      case .equal(let count): figureCount += count
      case .other: compare(document.bytes, at: folder.appending(document.path), in: store)
      }
    }
  }

  private static func outcome(
    of document: EvidenceDocument,
    at path: RelativePath,
    in store: some FileStore
  ) -> Outcome {
    guard let file = try? store.open(path, byteLimit: EvidenceReader.tableByteLimit) else {
      return .other
    }
    var count = FigureCount(of: path)
    var place = 0
    var isEqual = true
    document.forEachChunk { chunk in
      guard isEqual else { return }
      guard let found = try? file.read(from: place, count: chunk.count), found == chunk else {
        isEqual = false
        return
      }
      count.add(chunk)
      place += chunk.count
    }
    return isEqual && place == file.byteCount ? .equal(figureCount: count.count) : .other
  }
}
