import Signing
import Testing
import TransparencyLog

@Suite struct WitnessPolicyTests {
  static let log = Result { try signer("log.example", 1) }
  static let witnesses = Result { try (1...6).map { try signer("w\($0).example", UInt8(10 + $0)) } }

  /// The example of C2SP tlog-policy: two of X1, X2, X3, and one of Y1, Y2, Y3.
  @Test func everySetOfWitnessesUnderThePolicyOfTheStandard() throws {
    let policy = try WitnessPolicy(text: Array(example().utf8))
    for set in 0..<64 {
      let isIn = { (index: Int) in set >> index & 1 == 1 }
      let isQuorum = (0..<3).count(where: isIn) >= 2 && (3..<6).count(where: isIn) >= 1
      let signed = (0..<6).filter(isIn)
      let note = try note(signedBy: signed)
      if isQuorum {
        let witnessed = try policy.checkpoint(of: note)
        #expect(witnessed.sightings.map(\.time) == signed.map { UInt64(100 + $0) })
        #expect(try witnessed.log == Self.log.get().verifier)
        #expect(witnessed.checkpoint.size == 7)
      } else {
        #expect(throws: LogCheckpointError.noQuorum(signed: signed.count, witnesses: 6)) {
          try policy.checkpoint(of: note)
        }
      }
    }
  }

  @Test func someOfTheseKeys() throws {
    let (log, witnesses) = (try Self.log.get(), try Self.witnesses.get())
    let verifiers = witnesses.map(\.cosignatureVerifier)
    for threshold in 1...6 {
      let policy = WitnessPolicy(log: log.verifier, witnesses: verifiers, threshold: threshold)
      for count in 0...6 {
        let note = try note(signedBy: Array(0..<count))
        let isQuorum = (try? policy.checkpoint(of: note)) != nil
        #expect(isQuorum == (count >= threshold))
      }
    }
    let alone = WitnessPolicy(log: log.verifier)
    #expect(try alone.checkpoint(of: note(signedBy: [])).sightings.isEmpty)
  }

  @Test func logMustHaveSigned() throws {
    let (log, witnesses) = (try Self.log.get(), try Self.witnesses.get())
    let text = LogCheckpoint(origin: log.name, size: 7, root: .empty).text
    let policy = WitnessPolicy(
      log: log.verifier,
      witnesses: [witnesses[0].cosignatureVerifier],
      threshold: 1
    )
    let unsigned = try SignedNote(
      text: text,
      signatures: [witnesses[0].cosignature(of: text, at: 1)]
    )
    #expect(throws: LogCheckpointError.note(.noKnownKey)) { try policy.checkpoint(of: unsigned) }
    // A witness's plain signature is no cosignature.
    let plain = try SignedNote(
      text: text,
      signatures: [log.signature(of: text), witnesses[0].signature(of: text)]
    )
    #expect(throws: LogCheckpointError.noQuorum(signed: 0, witnesses: 1)) {
      try policy.checkpoint(of: plain)
    }
    // One that does not hold is refused, although the quorum would hold without it.
    let wrong = witnesses[1].cosignature(of: text + text, at: 1)
    let two = WitnessPolicy(
      log: log.verifier,
      witnesses: witnesses[0...1].map(\.cosignatureVerifier),
      threshold: 1
    )
    let note = try note(signedBy: [0]).adding([wrong])
    #expect(throws: LogCheckpointError.note(.wrongSignature(witnesses[1].name))) {
      try two.checkpoint(of: note)
    }
  }

  @Test func latestTimeOfAWitness() throws {
    let (log, witness) = (try Self.log.get(), try Self.witnesses.get()[0])
    let text = LogCheckpoint(origin: log.name, size: 7, root: .empty).text
    let policy = WitnessPolicy(
      log: log.verifier,
      witnesses: [witness.cosignatureVerifier],
      threshold: 1
    )
    let times: [UInt64] = [5, 9, 7]
    let note = try SignedNote(
      text: text,
      signatures: [log.signature(of: text)] + times.map { witness.cosignature(of: text, at: $0) }
    )
    #expect(try policy.checkpoint(of: note).sightings.map(\.time) == [9])
  }

  @Test func logsKnownFromElsewhere() throws {
    let log = try Self.log.get()
    let policy = try WitnessPolicy(text: Array("quorum none".utf8))
    #expect(throws: LogCheckpointError.note(.noKnownKey)) {
      try policy.checkpoint(of: note(signedBy: []))
    }
    let both = policy.adding(log: log.verifier)
    #expect(try both.checkpoint(of: note(signedBy: [])).checkpoint.size == 7)
    #expect(both.adding(log: log.verifier) == both)
  }

  @Test func spacesCommentsAndAddresses() throws {
    let (log, witness) = (
      try Self.log.get().verifier, try Self.witnesses.get()[0].cosignatureVerifier
    )
    let text = """
      # Ours.
      \t # and this
       log\t\(log)  https://log.example/ \u{20}

      witness none-of-yours \(witness) https://w.example/
      group all 1 none-of-yours
      quorum all
      """
    let policy = try WitnessPolicy(text: Array(text.utf8))
    #expect(policy.logs.map(\.verifier) == [log])
    #expect(policy.logs.map(\.address) == ["https://log.example/"])
    #expect(policy.witnesses.map(\.address) == ["https://w.example/"])
    #expect(try policy.checkpoint(of: note(signedBy: [0])).sightings.count == 1)
  }

  @Test func namesAreBytes() throws {
    let witness = try Self.witnesses.get()[0].cosignatureVerifier
    let kelvin = Array("witness K \(witness)\nquorum \u{212A}\n".utf8)
    #expect(throws: WitnessPolicyError(line: 2, fact: .unknownName("\u{212A}"))) {
      try WitnessPolicy(text: kelvin)
    }
    let strange = Array("witness ".utf8) + [0xFF] + Array(" \(witness)\nquorum ".utf8) + [0xFF]
    #expect(try WitnessPolicy(text: strange).witnesses.count == 1)
  }

  @Test func linesThatAreWrong() throws {
    let (log, witness) = (
      try Self.log.get().verifier, try Self.witnesses.get()[0].cosignatureVerifier
    )
    let other = try Self.witnesses.get()[1].cosignatureVerifier
    let twin = NoteVerifier(name: try NoteName("twin"), algorithm: .cosignature, key: witness.key)
    let cases: [(lines: [String], fact: WitnessPolicyError.Fact)] = [
      (["log"], .wrongWordCount), (["log \(log) a b"], .wrongWordCount),
      (["witness \(witness)"], .wrongWordCount), (["quorum"], .wrongWordCount),
      (["quorum none none"], .wrongWordCount), (["group a"], .wrongWordCount),
      (["LOG \(log)"], .unknownKeyword), (["logs \(log)"], .unknownKeyword),
      (["log \(witness)"], .otherKeyType(expected: .ed25519)),
      (["witness a \(log)"], .otherKeyType(expected: .cosignature)),
      (["log x"], .key(.malformed)), (["log \(log)", "log \(log)"], .repeatedKey),
      (["witness a \(witness)", "witness b \(twin)"], .repeatedKey),
      (["witness a \(witness)", "witness a \(other)"], .nameTaken("a")),
      (["witness none \(witness)"], .nameTaken("none")),
      (["group a any b"], .unknownName("b")), (["group a any a"], .unknownName("a")),
      (["group a any none"], .unknownName("none")), (["quorum a"], .unknownName("a")),
      (["witness a \(witness)", "group b all a a"], .repeatedMember("a")),
      (["witness a \(witness)", "group b all a", "group c all a"], .repeatedMember("a")),
      (["group a all"], .wrongThreshold), (["group a 0"], .wrongThreshold),
      (["witness a \(witness)", "group b 0 a"], .wrongThreshold),
      (["witness a \(witness)", "group b 2 a"], .wrongThreshold),
      (["witness a \(witness)", "group b 01 a"], .wrongThreshold),
      (["witness a \(witness)", "group b -1 a"], .wrongThreshold),
      (["witness a \(witness)", "group b most a"], .wrongThreshold),
      (["quorum none", "quorum none"], .secondQuorum), ([""], .noQuorum),
      (["# quorum none"], .noQuorum),
      (["quorum none\r"], .controlCharacter), (["quorum\u{B}none"], .controlCharacter),
      (["quorum none\u{7F}"], .controlCharacter),
    ]
    for (lines, fact) in cases {
      #expect(throws: WitnessPolicyError(line: lines.count, fact: fact), "\(lines)") {
        try WitnessPolicy(text: Array(lines.joined(separator: "\n").utf8))
      }
    }
    #expect(throws: WitnessPolicyError(line: 1, fact: .tooLarge(byteCount: 1_000_001))) {
      try WitnessPolicy(text: [UInt8](repeating: 0x20, count: 1_000_001))
    }
  }

  private func example() throws -> String {
    let names = ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
    let lines = zip(names, try Self.witnesses.get()).map {
      "witness \($0) \($1.cosignatureVerifier)"
    }
    return """
      log \(try Self.log.get().verifier)

      \(lines[..<3].joined(separator: "\n"))
      group X-witnesses 2 X1 X2 X3

      \(lines[3...].joined(separator: "\n"))
      group Y-witnesses any Y1 Y2 Y3

      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y

      """
  }

  /// A checkpoint that the log has signed, and some witnesses at times of their own.
  private func note(signedBy indices: [Int]) throws -> SignedNote {
    let log = try Self.log.get()
    let text = LogCheckpoint(origin: log.name, size: 7, root: .empty).text
    let witnesses = try Self.witnesses.get()
    return try SignedNote(
      text: text,
      signatures: [log.signature(of: text)]
        + indices.map { witnesses[$0].cosignature(of: text, at: UInt64(100 + $0)) }
    )
  }
}
