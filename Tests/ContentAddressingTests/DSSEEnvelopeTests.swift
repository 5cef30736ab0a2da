import ContentAddressing
import Foundation
import TestSupport
import Testing

/// The vector is made by `Tests/Independent/test_provenance.py`, where securesystemslib and in-toto take it.
@Suite struct DSSEEnvelopeTests {
  private func vector() throws -> [UInt8] {
    try TestFile.bytes("Fixtures/vectors/provenance.dsse.json")
  }

  private var statement: ProvenanceStatement {
    ProvenanceStatement(
      publication: "4.1",
      epoch: 4,
      ruleset: 2,
      builder: "https://opur.example/revshare",
      programVersion: "0.1.0",
      inputs: [
        .init(
          path: "epochs/4.1/inputs/epoch.json",
          digest: "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
        ),
        .init(
          path: "epochs/4.1/inputs/revenue.csv",
          digest: "aeb8b60e21abcf1d464187c97dc6b9faeee7ebd9b65354063bd995d8a6b1dd68"
        ),
      ],
      manifest: Array("{\"format\": \"revshare-manifest-v1\"}\n".utf8),
      statement: Array("{\"epoch\":\"4\"}".utf8)
    )
  }

  @Test func thePayloadIsThatOfTheVector() throws {
    let envelope = try DSSEEnvelope(parsing: vector())
    #expect(envelope.payload == statement.bytes)
    #expect(envelope.payloadType == ProvenanceStatement.payloadType)
    #expect(envelope.signatures.map(\.keyID) == ["opur.example/revshare"])
    #expect(envelope.signatures.map(\.bytes.count) == [64])
    #expect(try envelope.bytes == vector())
  }

  /// The example of DSSE's protocol.md.
  @Test func whatIsSignedIsTypeAndPayloadAfterTheirLengths() {
    let signed = DSSEEnvelope.signedBytes(
      of: Array("hello world".utf8),
      payloadType: "http://example.com/HelloWorld"
    )
    #expect(
      String(decoding: signed, as: UTF8.self)
        == "DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
  }

  @Test func aPayloadIsGivenForATrustedSignatureAlone() throws {
    let envelope = try DSSEEnvelope(parsing: vector())
    let type = ProvenanceStatement.payloadType
    let payload = try envelope.payload(ofType: type) { signature, message in
      signature == envelope.signatures[0] && message == envelope.signedBytes
    }
    #expect(payload == statement.bytes)
    #expect(throws: DSSEError.notSigned) { try envelope.payload(ofType: type) { _, _ in false } }
    #expect(throws: DSSEError.wrongType(type)) {
      try envelope.payload(ofType: "text/plain") { _, _ in true }
    }
    let unsigned = DSSEEnvelope(payload: payload, payloadType: type, signatures: [])
    #expect(throws: DSSEError.notSigned) { try unsigned.payload(ofType: type) { _, _ in true } }
  }

  @Test(
    "Every other form is refused",
    arguments: [
      ("\"payload\":", "\"Payload\":"), ("  \"payload\"", " \"payload\""),
      ("\"sig\": \"", "\"sig\": \"="),
      ("\"keyid\"", "\"keyID\""), ("\"signatures\": [", "\"signatures\": [null, "), ("==\"", "\""),
      ("}\n", "}"), ("}\n", "}\n\n"), ("\"payloadType\": \"", "\"payloadType\": \"\\u0061"),
    ]
  )
  func otherForm(text: String, other: String) throws {
    let whole = String(decoding: try vector(), as: UTF8.self)
    let place = try #require(whole.range(of: text))
    let changed = whole.replacingCharacters(in: place, with: other)
    #expect(throws: DSSEError.self) { try DSSEEnvelope(parsing: Array(changed.utf8)) }
  }

  @Test func aChangeOfAnyByteIsSeen() throws {
    let bytes = try vector()
    let envelope = try DSSEEnvelope(parsing: bytes)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      if let other = try? DSSEEnvelope(parsing: changed) { #expect(other != envelope) }
    }
  }
}
