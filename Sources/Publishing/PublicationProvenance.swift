import ContentAddressing
import Distribution
public import ReportDocuments
import Signing
import TransparencyLog

/// How a publication came about, to be signed by the key of the log, or signed by it.
///
/// - Source: docs/specification.md, section 5, "Provenance".
public struct PublicationProvenance: Sendable, Hashable {
  /// What is told of.
  public let publication: PublicationName
  private let payload: [UInt8]
  private let verifier: NoteVerifier

  /// How many bytes `provenance.dsse.json` may have.
  static let byteLimit = 1_000_000

  /// Tells how a publication came about.
  ///
  /// - Parameters:
  ///   - publication: The publication.
  ///   - statement: What the log holds of it; it names the program that made it.
  ///   - verifier: The log's key, whose name is the builder's.
  init(of publication: PublicationRecord, _ statement: EpochStatement, by verifier: NoteVerifier) {
    self.publication = publication.name
    self.verifier = verifier
    let program = statement.program
    let prefix = "revshare "
    self.payload =
      ProvenanceStatement(
        publication: publication.name.description,
        epoch: publication.number,
        ruleset: publication.terms.ruleset,
        builder: "https://\(verifier.name)",
        programVersion: program.hasPrefix(prefix)
          ? String(program.dropFirst(prefix.count)) : program,
        manifest: publication.manifest,
        statement: statement.bytes
      ).bytes
  }

  /// The bytes that are to be signed, with Ed25519 and the key of the log.
  public var signedBytes: [UInt8] {
    DSSEEnvelope.signedBytes(of: payload, payloadType: ProvenanceStatement.payloadType)
  }

  /// The document `provenance.dsse.json`.
  ///
  /// - Parameter signature: 64 bytes of Ed25519, of ``signedBytes``.
  /// - Returns: Its bytes; `nil` when the key has not made the signature.
  func document(signature: [UInt8]) -> [UInt8]? {
    guard verifier.isSignature(signature, of: signedBytes) else { return nil }
    return DSSEEnvelope(
      payload: payload,
      payloadType: ProvenanceStatement.payloadType,
      signatures: [.init(keyID: verifier.name.text, bytes: signature)]
    ).bytes
  }

  /// Reads the document, signed by the log's key.
  ///
  /// - Parameters:
  ///   - bytes: Its bytes.
  ///   - verifier: The log's key.
  /// - Returns: The payload.
  /// - Throws: `DSSEError`.
  static func payload(
    of bytes: [UInt8],
    signedBy verifier: NoteVerifier
  ) throws(DSSEError) -> [UInt8] {
    let envelope = try DSSEEnvelope(parsing: bytes)
    guard envelope.signatures.map(\.keyID) == [verifier.name.description] else {
      throw .malformed("expected one signature, by \(verifier.name)")
    }
    return
      try envelope
      .payload(ofType: ProvenanceStatement.payloadType) { signature, signedBytes in
        verifier.isSignature(signature.bytes, of: signedBytes)
      }
  }

  /// Where a payload is not this one.
  ///
  /// - Parameter found: The payload.
  /// - Returns: The differences.
  func differences(from found: [UInt8]) -> [FigureComparison.Difference] {
    FigureComparison(SiteLayout.EpochFiles.provenance, expected: payload, found: found).differences
  }
}
