import FuzzChecks
import ReportDocuments

/// Our own documents: what is read and written is read again, and written alike.
@main enum FuzzPublishedDocuments: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    checkWriting(try? ProofDocument(parsing: bytes), \.bytes, ProofDocument.init(parsing:))
    checkWriting(
      try? MultiProofDocument(parsing: bytes),
      \.bytes,
      MultiProofDocument.init(parsing:)
    )
    checkWriting(
      try? DisclosureDocument(parsing: bytes),
      \.bytes,
      DisclosureDocument.init(parsing:)
    )
    if let document = try? MultiProofDocument(parsing: bytes) { _ = document.problems }
    _ = try? ProofFileContent.proof(
      parsing: ProofFileContent.bytes(in: bytes).map(Array.init) ?? bytes
    )
    _ = try? ClaimsDocument(parsing: bytes)
    _ = try? EpochReport(parsing: bytes)
    _ = try? InputsDocument(parsing: bytes)
    _ = try? Manifest(parsing: bytes)
  }
}

private func checkWriting<Document: Equatable>(
  _ document: Document?,
  _ write: (Document) -> [UInt8],
  _ read: ([UInt8]) throws -> Document
) {
  guard let document else { return }
  let written = write(document)
  guard let again = try? read(written) else { preconditionFailure("what was written can be read") }
  precondition(again == document, "what was written is the same document")
  precondition(write(again) == written, "what was written is the same bytes")
}
