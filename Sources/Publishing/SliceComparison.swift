import FileStore
import ReportDocuments

/// What the books give for an epoch, set against the inputs that were published of it.
enum SliceComparison {
  /// Compares an epoch's inputs.
  ///
  /// - Parameters:
  ///   - epoch: The epoch, from the books.
  ///   - store: The published site.
  /// - Returns: What differs: expected is what is published, found is what the books say.
  /// - Throws: ``EvidenceError`` for a published document that cannot be read.
  static func differences(
    of epoch: EpochEvidence,
    from store: some FileStore
  ) throws(EvidenceError) -> [PublicationError.SliceDifference] {
    let folder = SiteLayout.epoch(epoch.number)
    var differences: [PublicationError.SliceDifference] = []
    for document in epoch.documents
    where document.path.components[0] == SiteLayout.EpochFiles.inputs.description {
      let path = folder.appending(document.path)
      let found = try EvidenceReader.read(
        path,
        from: store,
        byteLimit: EvidenceReader.tableByteLimit
      ) { bytes in bytes }
      // The published document is what holds; the books are what differs.
      let comparison = FigureComparison(path, expected: found, found: document.bytes)
      differences += comparison.differences.map {
        PublicationError.SliceDifference(path: path, difference: $0)
      }
    }
    return differences
  }
}
