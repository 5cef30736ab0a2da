import Signing
import Testing
import TransparencyLog

@Suite struct SignedNoteTests {
  @Test func notesOfGo() throws {
    for row in try LogVectors.rows("note") {
      let signer = try NoteSigner(secretText: row[2])
      let (text, bytes) = (try LogVectors.decoded(row[4]), try LogVectors.decoded(row[5]))
      let note = try SignedNote(bytes: bytes)
      #expect(note.text == text)
      #expect(note.bytes == bytes)
      #expect(try SignedNote(text: text, signatures: [signer.signature(of: text)]) == note)
      #expect(
        try note.signatures(by: [NoteVerifier(text: row[3])]).map(\.signature) == note.signatures
      )
    }
  }

  @Test func cosignaturesOfGo() throws {
    for row in try LogVectors.rows("cosignature") {
      let key = try #require(Ed25519PrivateKey(seed: LogVectors.decoded(row[0])))
      let (text, time) = (try LogVectors.decoded(row[4]), try #require(UInt64(row[3])))
      let signature = NoteSigner(name: try NoteName(row[1]), key: key).cosignature(
        of: text,
        at: time
      )
      #expect(Array(signature.line.utf8) == (try LogVectors.decoded(row[5])))
      let verifier = try NoteVerifier(text: row[2])
      #expect(verifier.isSignature(signature.bytes, of: text))
      #expect(Cosignature(bytes: signature.bytes)?.time == time)
      #expect(!verifier.isSignature(signature.bytes, of: text + text))
    }
  }

  /// The example of C2SP signed-note, whose key is not told.
  @Test func noteOfTheStandard() throws {
    let example = """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

      """
    let note = try SignedNote(bytes: Array(example.utf8))
    #expect(String(decoding: note.text, as: UTF8.self).hasSuffix("ed è subito sera.\n"))
    #expect(note.signatures.map(\.name.text) == ["quasimodo.example/salvatore"])
    #expect(note.signatures.map(\.keyID) == [0x367b_a04b])
    #expect(note.bytes == Array(example.utf8))
  }

  @Test func signatureThatStandsThereTwiceIsRefused() throws {
    let text = Array("one\n".utf8)
    let (first, second) = (try signer("a.example", 1), try signer("b.example", 2))
    let note = try SignedNote(
      text: text,
      signatures: [first.signature(of: text), second.signature(of: text)]
    )
    #expect(throws: SignedNoteError.repeatedSignature(number: 3)) {
      try SignedNote(bytes: note.bytes + Array(note.signatures[0].line.utf8))
    }
  }

  @Test func everyChangedByteIsRefused() throws {
    let signer = try signer("a.example", 1)
    let bytes = try SignedNote(
      text: Array("one\n\ntwo\n".utf8),
      signatures: [signer.signature(of: Array("one\n\ntwo\n".utf8))]
    ).bytes
    for index in bytes.indices {
      for byte in [bytes[index] ^ 1, bytes[index] ^ 0x20, 0, 0x0A, 0x20, 0x80, 0xFF]
      where byte != bytes[index] {
        var changed = bytes
        changed[index] = byte
        #expect(throws: SignedNoteError.self, "byte \(index) is \(byte)") {
          try SignedNote(bytes: changed).signatures(by: [signer.verifier])
        }
      }
      var shorter = bytes
      shorter.remove(at: index)
      #expect(throws: SignedNoteError.self, "byte \(index) is missing") {
        try SignedNote(bytes: shorter).signatures(by: [signer.verifier])
      }
    }
  }

  @Test(
    "Bytes that are no note",
    arguments: [
      ("", .noSignatures), ("a\n", .noSignatures), ("a\n\n", .noSignatures), ("\n", .noSignatures),
      ("a\n\n— a AAAAAAE=", .malformedSignature(number: 1)),
      ("\n— a AAAAAAE=\n", .noSignatures),
      ("a\n\nb\n", .malformedSignature(number: 1)),
      ("a\n\n- a AAAAAAE=\n", .malformedSignature(number: 1)),
      ("a\n\n—  AAAAAAE=\n", .malformedSignature(number: 1)),
      ("a\n\n— a\n", .malformedSignature(number: 1)),
      ("a\n\n— a  AAAAAAE=\n", .malformedSignature(number: 1)),
      ("a\n\n— a AAAAAAE= \n", .malformedSignature(number: 1)),
      ("a\n\n— a AAAAAA==\n", .malformedSignature(number: 1)),
      ("a\n\n— a AAAAAAE\n", .malformedSignature(number: 1)),
      ("a\n\n— a AAAAAAF=\n", .malformedSignature(number: 1)),
      ("a\n\n— a+b AAAAAAE=\n", .malformedSignature(number: 1)),
      ("a\n\n— a\u{A0}b AAAAAAE=\n", .malformedSignature(number: 1)),
      ("a\n\n— a AAAAAAE=\nb\n", .malformedSignature(number: 2)),
      ("a\r\n\n— a AAAAAAE=\n", .controlCharacter), ("a\u{0}\n\n— a AAAAAAE=\n", .controlCharacter),
      ("a\n\n— a AAAAAAE=\n\n", .noSignatures),
    ] as [(String, SignedNoteError)]
  )
  func malformed(text: String, error: SignedNoteError) {
    #expect(throws: error) { try SignedNote(bytes: Array(text.utf8)) }
  }

  @Test func limits() throws {
    let line = Array("— a AAAAAAE=\n".utf8)
    let hundred = [UInt8]((0..<100).flatMap { "— a\($0) AAAAAAE=\n".utf8 })
    #expect(try SignedNote(bytes: Array("a\n\n".utf8) + hundred).signatures.count == 100)
    #expect(throws: SignedNoteError.tooManySignatures) {
      try SignedNote(bytes: Array("a\n\n".utf8) + hundred + line)
    }
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(throws: SignedNoteError.tooLarge(byteCount: 1_000_002 + line.count)) {
      try SignedNote(bytes: text + Array("\n\n".utf8) + line)
    }
    #expect(throws: SignedNoteError.notUTF8) { try SignedNote(bytes: [0xFF, 0x0A, 0x0A] + line) }
    #expect(throws: SignedNoteError.notUTF8) {
      try SignedNote(bytes: [0xED, 0xA0, 0x80, 0x0A, 0x0A] + line)
    }
  }

  @Test func signaturesOfOthersArePassedOver() throws {
    let text = Array("a\n".utf8)
    let (own, other) = (try signer("own.example", 1), try signer("other.example", 2))
    // A name or a number in common is not both.
    let sameName = NoteSignature(name: own.name, keyID: own.verifier.keyID ^ 1, bytes: [7])
    let sameNumber = NoteSignature(name: other.name, keyID: own.verifier.keyID, bytes: [7])
    let strangers = [
      sameName, sameNumber, other.signature(of: text), other.cosignature(of: text, at: 5),
    ]
    let note = try SignedNote(text: text, signatures: strangers + [own.signature(of: text)])
    #expect(try note.signatures(by: [own.verifier]).map(\.verifier) == [own.verifier])
    #expect(throws: SignedNoteError.noKnownKey) {
      try SignedNote(text: text, signatures: strangers).signatures(by: [own.verifier])
    }
    #expect(throws: SignedNoteError.noKnownKey) { try note.signatures(by: []) }
  }

  @Test func knownKeyMustHold() throws {
    let text = Array("a\n".utf8)
    let own = try signer("own.example", 1)
    let good = own.signature(of: text)
    let bad = own.signature(of: Array("b\n".utf8))
    for signatures in [[bad], [good, bad], [bad, good]] {
      let note = try SignedNote(text: text, signatures: signatures)
      #expect(throws: SignedNoteError.wrongSignature(own.name)) {
        try note.signatures(by: [own.verifier])
      }
    }
    // A log's signature is no witness's, even of the same key.
    let note = try SignedNote(text: text, signatures: [good])
    #expect(throws: SignedNoteError.noKnownKey) {
      try note.signatures(by: [own.cosignatureVerifier])
    }
    let long = NoteSignature(
      name: own.name,
      keyID: own.cosignatureVerifier.keyID,
      bytes: good.bytes
    )
    #expect(throws: SignedNoteError.wrongSignature(own.name)) {
      try SignedNote(text: text, signatures: [long]).signatures(by: [own.cosignatureVerifier])
    }
  }

  @Test func signaturesAreAddedOnce() throws {
    let text = Array("a\n".utf8)
    let (log, witness) = (try signer("log.example", 1), try signer("w.example", 2))
    let note = try SignedNote(text: text, signatures: [log.signature(of: text)])
    let more = [log.signature(of: text), witness.cosignature(of: text, at: 9)]
    let both = try note.adding(more)
    #expect(both.signatures.count == 2)
    #expect(try both.adding(more) == both)
    #expect(throws: SignedNoteError.noSignatures) { try SignedNote(text: text, signatures: []) }
    #expect(throws: SignedNoteError.noSignatures) {
      try SignedNote(text: Array("a".utf8), signatures: more)
    }
  }

  @Test func timesBeyondTheStandardAreNone() throws {
    #expect(Cosignature(bytes: [0x80] + [UInt8](repeating: 0, count: 71)) == nil)
    #expect(Cosignature(bytes: [0x7F] + [UInt8](repeating: 0, count: 71)) != nil)
    for count in [0, 8, 64, 71, 73] {
      #expect(Cosignature(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }
  }
}
