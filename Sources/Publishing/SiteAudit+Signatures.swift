import FileStore
import ReportDocuments
import Signing

extension SiteAudit {
  /// Checks that accounts which stand by a statement have signed it.
  ///
  /// - Parameters:
  ///   - named: The files that the site's manifest names.
  ///   - store: The site.
  mutating func auditSignatures(named: Set<RelativePath>, in store: some FileStore) {
    for statement in log.statements {
      let path = SiteLayout.folder(of: statement.publication)
        .appending(SiteLayout.EpochFiles.signatures)
      guard named.contains(path), ending == nil else { continue }
      let document: SignaturesDocument
      do {
        document = try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
          try SignaturesDocument(parsing: bytes)
        }
      } catch {
        add(error)
        continue
      }
      let digest = ContentDigest(bytes: SHA256.hash(statement.bytes))
      guard document.publication == statement.publication, document.statement == digest else {
        add(
          AuditFinding(
            .wrongSignature,
            path,
            place: "statement",
            "not the statement of this publication",
            expected: "\(digest)",
            found: "\(document.statement)"
          )
        )
        continue
      }
      for (index, signature) in document.signatures.enumerated()
      where !EthereumSignature.isSignature(
        signature.bytes,
        of: document.message,
        by: signature.account
      ) {
        add(
          AuditFinding(
            .wrongSignature,
            path,
            place: "signatures[\(index)].signature",
            "\(signature.account) has not signed the statement"
          )
        )
      }
    }
  }
}
