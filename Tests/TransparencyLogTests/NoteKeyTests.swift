import Signing
import Testing
import TransparencyLog

@Suite struct NoteKeyTests {
  @Test func keysOfGo() throws {
    for row in try LogVectors.rows("note") {
      let key = try #require(Ed25519PrivateKey(seed: LogVectors.decoded(row[0])))
      let signer = NoteSigner(name: try NoteName(row[1]), key: key)
      #expect(signer.secretText == row[2])
      #expect(signer.verifier.text == row[3])
      #expect(try NoteSigner(secretText: row[2]) == signer)
      #expect(try NoteVerifier(text: row[3]) == signer.verifier)
    }
    for row in try LogVectors.rows("cosignature") {
      let key = try #require(Ed25519PrivateKey(seed: LogVectors.decoded(row[0])))
      let signer = NoteSigner(name: try NoteName(row[1]), key: key)
      #expect(signer.cosignatureVerifier.text == row[2])
      #expect(try NoteVerifier(text: row[2]) == signer.cosignatureVerifier)
    }
  }

  /// The key of the Go module mirror's log, https://sum.golang.org.
  @Test func keyOfAnotherLog() throws {
    let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    let verifier = try NoteVerifier(text: text)
    #expect(verifier.name.text == "sum.golang.org")
    #expect(verifier.keyID == 0x033d_e0ae)
    #expect(verifier.text == text)
  }

  @Test func textsThatAreNoKeys() throws {
    let text = try signer("a.example", 1).verifier.text
    let parts = text.split(separator: "+", maxSplits: 2).map(String.init)
    let (number, key) = (parts[1], parts[2])
    for other in [
      "", "a.example", "a.example+\(number)", "a.example+\(number)+",
      "a.example+\(number.dropLast())+\(key)",
      "a.example+0\(number)+\(key)", "a.example+\(number.uppercased())+\(key)",
      "a.example+\(number)+\(key.dropLast(4))", "a.example++\(key)", "a.example+\(number)+\(key)=",
      "a.example+\(number)+\(key)\n",
    ] where other != text {
      #expect(throws: NoteKeyError.self, "\(other)") { try NoteVerifier(text: other) }
    }
    for name in ["", " ", "a b", "a\u{A0}b", "a\nb", "a\u{2003}b", "a\u{0}"] {
      #expect(throws: NoteKeyError.malformedName) {
        try NoteVerifier(text: "\(name)+\(number)+\(key)")
      }
    }
    #expect(throws: NoteKeyError.malformed) {
      try NoteVerifier(text: "a.example+x+\(number)+\(key)")
    }
    let expected = try signer("b.example", 1).verifier.keyID
    let actual = try signer("a.example", 1).verifier.keyID
    #expect(throws: NoteKeyError.otherNumber(expected: expected, actual: actual)) {
      try NoteVerifier(text: "b.example+\(number)+\(key)")
    }
  }

  @Test func keysOfOtherTypes() throws {
    for type in UInt8.min...UInt8.max where type != 1 && type != 4 {
      let text = "a.example+00000000+\(Base64.text(of: [type] + [UInt8](repeating: 0, count: 32)))"
      #expect(throws: NoteKeyError.unknownType(type)) { try NoteVerifier(text: text) }
      #expect(throws: NoteKeyError.unknownType(type)) {
        try NoteSigner(secretText: "PRIVATE+KEY+\(text)")
      }
    }
    for count in [0, 31, 33] {
      let text = "a.example+00000000+\(Base64.text(of: [1] + [UInt8](repeating: 0, count: count)))"
      #expect(throws: NoteKeyError.wrongKeyByteCount(count)) { try NoteVerifier(text: text) }
      #expect(throws: NoteKeyError.wrongKeyByteCount(count)) {
        try NoteSigner(secretText: "PRIVATE+KEY+\(text)")
      }
    }
  }

  @Test func privateAndPublicAreNotMixedUp() throws {
    let signer = try signer("a.example", 1)
    #expect(throws: NoteKeyError.isPrivate) { try NoteVerifier(text: signer.secretText) }
    #expect(throws: NoteKeyError.notPrivate) { try NoteSigner(secretText: signer.verifier.text) }
    #expect(!"\(signer)".contains("AQEB"))
    #expect(!NoteKeyError.isPrivate.description.contains("AQEB"))
  }

  @Test func namesAreBytes() throws {
    // The same letter, composed and not: equal as text, not as a name.
    let (composed, decomposed) = ("n\u{E9}e.example", "ne\u{301}e.example")
    #expect(composed == decomposed)
    #expect(try NoteName(composed) != NoteName(decomposed))
    #expect(throws: NoteNameError.empty) { try NoteName("") }
    #expect(throws: NoteNameError.character("+")) { try NoteName("a+b") }
    #expect(throws: NoteNameError.character("\r")) { try NoteName("a\r\n") }
    #expect(throws: NoteNameError.tooLong(byteCount: 1_001)) {
      try NoteName(String(repeating: "a", count: 1_001))
    }
  }
}
