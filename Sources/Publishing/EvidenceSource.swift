import Distribution
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

  /// The published inputs of a publication.
  ///
  /// - Parameters:
  ///   - name: What names it.
  ///   - history: What was published before it.
  ///   - agreed: The same from the books, as far as they were compared: what agrees is not read.
  /// - Returns: The inputs.
  /// - Throws: ``PublicationError``.
  func inputs(
    of name: PublicationName,
    after history: SiteHistory,
    agreed: AgreedInputs?
  ) throws(PublicationError) -> EpochInputs
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

  func inputs(
    of name: PublicationName,
    after history: SiteHistory,
    agreed: AgreedInputs?
  ) throws(PublicationError) -> EpochInputs {
    do {
      guard let agreed else { return try EvidenceReader.inputs(of: name, from: store).inputs }
      guard !agreed.hasOpening else { return agreed.inputs }
      return try EvidenceReader.adding(openingOf: name, from: store, to: agreed.inputs)
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

  func inputs(
    of name: PublicationName,
    after history: SiteHistory,
    agreed: AgreedInputs?
  ) throws(PublicationError) -> EpochInputs {
    let read = agreed.map { $0.hasOpening ? [] : AgreedInputs.openingTables }
    guard published.hasDamagedInputs(of: name, among: read, in: store) else {
      return try FolderSource(store: store).inputs(of: name, after: history, agreed: agreed)
    }
    return try evidence(of: name, after: history).inputs
  }
}
