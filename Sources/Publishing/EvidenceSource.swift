import FileStore
import ReportDocuments

/// Makes the evidence of what is published again.
protocol EvidenceSource: Sendable {
  /// Computes a publication from its published inputs.
  ///
  /// - Parameters:
  ///   - name: What names it.
  ///   - history: What was published before it.
  /// - Returns: The evidence.
  /// - Throws: ``PublicationError``.
  func evidence(
    of name: PublicationName,
    after history: SiteHistory
  ) throws(PublicationError) -> EpochEvidence
}

/// A site's folder, whatever it holds.
struct FolderSource<Store: FileStore>: EvidenceSource {
  let store: Store

  func evidence(
    of name: PublicationName,
    after history: SiteHistory
  ) throws(PublicationError) -> EpochEvidence {
    do {
      return try EvidenceReader.evidence(of: name, from: store, after: history)
    } catch {
      throw .unreadable(error.path, error.fact)
    }
  }
}

/// A site's folder, with the publisher's books beside it: inputs that got lost come from them.
struct RestoringSource<Store: FileStore, Booked: BookedEpochs>: EvidenceSource {
  let published: PublishedSite
  let store: Store
  let books: Booked

  func evidence(
    of name: PublicationName,
    after history: SiteHistory
  ) throws(PublicationError) -> EpochEvidence {
    guard published.hasDamagedInputs(of: name, in: store) else {
      return try FolderSource(store: store).evidence(of: name, after: history)
    }
    let evidence = name.isCorrection ? nil : try history.epoch(name.epoch, from: books)
    guard let evidence, evidence.manifest == published.manifests[name] else {
      throw .unreadable(SiteLayout.folder(of: name), "its inputs are damaged")
    }
    return evidence
  }
}
