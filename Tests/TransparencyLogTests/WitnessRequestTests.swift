import Testing
import TransparencyLog

@Suite struct WitnessRequestTests {
  @Test func form() throws {
    let (tree, note, _) = try log()
    let request = try #require(WitnessRequest(tree: tree, oldSize: 4, size: 9, checkpoint: note))
    let proof = try #require(tree.consistencyProof(from: 4, to: 9))
    let head = "old 4\n" + proof.map { $0.base64 + "\n" }.joined() + "\n"
    #expect(request.bytes == Array(head.utf8) + note.bytes)
    let first = try #require(WitnessRequest(tree: tree, oldSize: 0, size: 9, checkpoint: note))
    #expect(first.bytes == Array("old 0\n\n".utf8) + note.bytes)
    #expect(WitnessRequest(tree: tree, oldSize: 10, size: 9, checkpoint: note) == nil)
  }

  @Test func answersAreAdded() throws {
    let (tree, note, log) = try log()
    let request = try #require(WitnessRequest(tree: tree, oldSize: 0, size: 9, checkpoint: note))
    let (witness, stranger) = (try signer("w.example", 2), try signer("x.example", 3))
    let own = witness.cosignature(of: note.text, at: 77)
    let answer = own.line + stranger.cosignature(of: note.text, at: 78).line
    let answered = try request.checkpoint(
      answeredBy: Array(answer.utf8),
      witnesses: [witness.cosignatureVerifier]
    )
    #expect(answered.signatures == note.signatures + [own])
    let policy = WitnessPolicy(
      log: log.verifier,
      witnesses: [witness.cosignatureVerifier],
      threshold: 1
    )
    #expect(try policy.checkpoint(of: answered).sightings.map(\.time) == [77])
  }

  @Test func answersThatAreNone() throws {
    let (tree, note, _) = try log()
    let request = try #require(WitnessRequest(tree: tree, oldSize: 0, size: 9, checkpoint: note))
    let witness = try signer("w.example", 2)
    let good = witness.cosignature(of: note.text, at: 77).line
    let cases: [(answer: String, error: SignedNoteError)] = [
      ("", .noSignatures), ("\n", .noSignatures), ("hello\n", .malformedSignature(number: 1)),
      (String(good.dropLast()), .malformedSignature(number: 1)),
      (good + "\n", .noSignatures), ("x\n\n" + good, .malformedSignature(number: 1)),
      (witness.cosignature(of: note.text + [0x0A], at: 77).line, .wrongSignature(witness.name)),
      (try signer("x.example", 3).cosignature(of: note.text, at: 7).line, .noKnownKey),
    ]
    for (answer, error) in cases {
      #expect(throws: error, "\(answer)") {
        try request.checkpoint(
          answeredBy: Array(answer.utf8),
          witnesses: [witness.cosignatureVerifier]
        )
      }
    }
  }

  @Test func sizesInConflict() {
    #expect(WitnessRequest.oldSize(inConflict: Array("20852014\n".utf8)) == 20_852_014)
    #expect(WitnessRequest.oldSize(inConflict: Array("0\n".utf8)) == 0)
    for text in ["", "\n", "1", "01\n", "1\n\n", " 1\n", "9223372036854775808\n"] {
      #expect(WitnessRequest.oldSize(inConflict: Array(text.utf8)) == nil)
    }
  }

  private func log() throws -> (tree: LogTree, note: SignedNote, log: NoteSigner) {
    let tree = LogTree(entries: LogVectors.entries(9))
    let log = try signer("log.example", 1)
    return (
      tree, try LogCheckpoint(origin: log.name, size: 9, root: tree.root).signed(by: log), log
    )
  }
}
