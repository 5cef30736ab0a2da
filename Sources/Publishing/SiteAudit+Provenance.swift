import FileStore
import ReportDocuments
import TransparencyLog

extension SiteAudit {
  /// Checks that each publication's provenance is signed and says what the evidence says.
  ///
  /// - Parameters:
  ///   - named: The files that the site's manifest names.
  ///   - verifier: The log's key.
  ///   - store: The site.
  mutating func auditProvenance(
    named: Set<RelativePath>,
    _ verifier: NoteVerifier,
    in store: some FileStore
  ) {
    for statement in log.statements {
      let path = SiteLayout.folder(of: statement.publication)
        .appending(SiteLayout.EpochFiles.provenance)
      guard named.contains(path) else {
        let fact = "nobody has signed how this publication came about"
        add(AuditFinding(.noProvenance, path, fact))
        continue
      }
      let bytes = read(path, byteLimit: PublicationProvenance.byteLimit, in: store) { _ in
        AuditFinding(.wrongProvenance, path, "larger than a provenance can be")
      }
      guard let bytes else { continue }
      do {
        let payload = try PublicationProvenance.payload(of: bytes, signedBy: verifier)
        compare(payload, with: statement, verifier, path)
      } catch {
        add(AuditFinding(.wrongProvenance, path, "\(error)"))
      }
    }
  }

  private mutating func compare(
    _ payload: [UInt8],
    with statement: EpochStatement,
    _ verifier: NoteVerifier,
    _ path: RelativePath
  ) {
    // What could not be computed again was found where it was tried.
    guard let publication = history.publication(statement.publication) else { return }
    let expected = PublicationProvenance(of: publication, statement, by: verifier)
    for difference in expected.differences(from: payload) {
      add(
        AuditFinding(
          .wrongProvenance,
          path,
          place: difference.place,
          "not what the evidence gives",
          expected: difference.expected,
          found: difference.found
        )
      )
    }
  }
}
