import Signing
import Testing
import TransparencyLog

@Suite struct LogCheckpointTests {
  static let zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  /// The example of C2SP tlog-checkpoint.
  @Test func checkpointOfTheStandard() throws {
    let text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let checkpoint = try LogCheckpoint(text: Array(text.utf8))
    #expect(checkpoint.origin.text == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    #expect(checkpoint.text == Array(text.utf8))
  }

  @Test(
    "Texts that are no checkpoint",
    arguments: [
      ("", .missingLines), ("a\n1\n", .missingLines), ("a\n1\n\(zeros)", .missingLines),
      ("a\n1\n\(zeros)\n\n", .extensionLines), ("a\n1\n\(zeros)\nmore\n", .extensionLines),
      ("\n1\n\(zeros)\n", .malformedOrigin), ("a b\n1\n\(zeros)\n", .malformedOrigin),
      ("a+b\n1\n\(zeros)\n", .malformedOrigin), ("a\n\n\(zeros)\n", .malformedSize),
      ("a\n01\n\(zeros)\n", .malformedSize), ("a\n+1\n\(zeros)\n", .malformedSize),
      ("a\n-1\n\(zeros)\n", .malformedSize), ("a\n1 \n\(zeros)\n", .malformedSize),
      ("a\n１\n\(zeros)\n", .malformedSize), ("a\n9223372036854775808\n\(zeros)\n", .malformedSize),
      ("a\n99999999999999999999999\n\(zeros)\n", .malformedSize), ("a\n0\n\(zeros)\n", .noEntries),
      ("a\n1\nAAAA\n", .malformedRoot), ("a\n1\n\(zeros)=\n", .malformedRoot),
      ("a\n1\n\(zeros.dropLast(2))B=\n", .malformedRoot),
    ] as [(String, LogCheckpointError)]
  )
  func malformed(text: String, error: LogCheckpointError) {
    #expect(throws: error) { try LogCheckpoint(text: Array(text.utf8)) }
  }

  @Test func largestSize() throws {
    let text = "a\n9223372036854775807\n\(Self.zeros)\n"
    #expect(try LogCheckpoint(text: Array(text.utf8)).size == Int.max)
  }

  @Test func signedHereOrElsewhere() throws {
    let log = try signer("log.example", 1)
    let checkpoint = LogCheckpoint(origin: log.name, size: 3, root: .empty)
    let note = try checkpoint.signed(by: log)
    #expect(try LogCheckpoint(of: note, signedBy: log.verifier) == checkpoint)
    let detached = log.key.signature(of: checkpoint.text)
    #expect(try checkpoint.signed(with: detached, verifier: log.verifier) == note)
    let wrong = log.key.signature(of: checkpoint.text + [1])
    #expect(throws: LogCheckpointError.note(.wrongSignature(log.name))) {
      try checkpoint.signed(with: wrong, verifier: log.verifier)
    }
    let other = try signer("other.example", 2)
    #expect(throws: LogCheckpointError.otherOrigin(expected: other.name, actual: log.name)) {
      try checkpoint.signed(by: other)
    }
    #expect(throws: LogCheckpointError.note(.noKnownKey)) {
      try LogCheckpoint(of: note, signedBy: other.verifier)
    }
    let strange = try SignedNote(
      text: checkpoint.text,
      signatures: [other.signature(of: checkpoint.text)]
    )
    #expect(throws: LogCheckpointError.otherOrigin(expected: other.name, actual: log.name)) {
      try LogCheckpoint(of: strange, signedBy: other.verifier)
    }
  }

  @Test func extendedByALaterOne() throws {
    let tree = LogTree(entries: LogVectors.entries(9))
    let name = try NoteName("log.example")
    func checkpoint(_ size: Int, _ name: NoteName) throws -> LogCheckpoint {
      LogCheckpoint(origin: name, size: size, root: try #require(tree.root(ofSize: size)))
    }
    let proof = try #require(tree.consistencyProof(from: 4, to: 9))
    let (old, new) = (try checkpoint(4, name), try checkpoint(9, name))
    #expect(old.isExtended(by: new, proof: proof))
    #expect(!new.isExtended(by: old, proof: proof))
    #expect(!old.isExtended(by: new, proof: []))
    #expect(!old.isExtended(by: try checkpoint(9, NoteName("other.example")), proof: proof))
  }
}
