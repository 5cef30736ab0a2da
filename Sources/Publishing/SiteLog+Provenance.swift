import ReportDocuments
public import TransparencyLog

extension SiteLog {
  /// What can be signed of the publications that have no signed provenance yet.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - verifier: The log's key.
  /// - Returns: What is to be signed, in the order of the log.
  public func missingProvenance(
    of history: SiteHistory,
    by verifier: NoteVerifier
  ) -> [PublicationProvenance] {
    statements.compactMap { statement in
      guard !hasProvenance(of: statement.publication) else { return nil }
      return history.publication(statement.publication).map {
        PublicationProvenance(of: $0, statement, by: verifier)
      }
    }
  }

  /// The log with provenance that was signed.
  ///
  /// - Parameters:
  ///   - provenance: What was signed.
  ///   - signature: 64 bytes of Ed25519.
  /// - Returns: The log.
  /// - Throws: ``PublicationError/log(_:)`` when the signature does not hold.
  public func adding(
    _ provenance: PublicationProvenance,
    signature: [UInt8]
  ) throws(PublicationError) -> SiteLog {
    guard let document = provenance.document(signature: signature) else {
      throw .log("the signature of the provenance of \(provenance.publication) does not hold")
    }
    var log = self
    log.keep(provenance: document, of: provenance.publication)
    return log
  }
}
