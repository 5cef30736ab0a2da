import Signing
import Testing
import TransparencyLog

@Suite struct LogProofTests {
  static let entries = LogVectors.entries(11)

  @Test func everyEntryOfALog() throws {
    let (log, proofs) = try proofs()
    for (index, proof) in proofs.enumerated() {
      let read = try LogProof(bytes: proof.bytes)
      #expect(read == proof)
      let checkpoint = try read.verify(entry: Self.entries[index], log: log.verifier)
      #expect(checkpoint.size == 11)
      #expect(throws: LogProofError.notIncluded(index: index, size: 11)) {
        try read.verify(entry: Self.entries[index] + [0], log: log.verifier)
      }
      #expect(throws: LogProofError.checkpoint(.note(.noKnownKey))) {
        try read.verify(entry: Self.entries[index], log: signer("log.example", 9).verifier)
      }
    }
  }

  @Test func form() throws {
    let (_, proofs) = try proofs()
    let text = String(decoding: proofs[10].bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0...1] == ["c2sp.org/tlog-proof@v1", "index 10"])
    #expect(lines[2...3].allSatisfy { $0.count == 44 })
    #expect(lines[4...6] == ["", "log.example", "11"])
  }

  @Test func everyChangedByteIsRefused() throws {
    let (log, proofs) = try proofs()
    let bytes = proofs[6].bytes
    for index in bytes.indices {
      for byte in [bytes[index] ^ 1, bytes[index] ^ 0x20, 0x0A, 0] where byte != bytes[index] {
        var changed = bytes
        changed[index] = byte
        #expect(throws: LogProofError.self, "byte \(index) is \(byte)") {
          try LogProof(bytes: changed).verify(entry: Self.entries[6], log: log.verifier)
        }
      }
    }
    for count in 0..<bytes.count {
      #expect(throws: LogProofError.self) {
        try LogProof(bytes: Array(bytes.prefix(count)))
          .verify(entry: Self.entries[6], log: log.verifier)
      }
    }
  }

  @Test func addedBytesAreCarried() throws {
    let (log, proofs) = try proofs()
    let proof = LogProof(
      index: 2,
      hashes: proofs[2].hashes,
      checkpoint: proofs[2].checkpoint,
      extra: [1, 2, 3, 4]
    )
    #expect(String(decoding: proof.bytes, as: UTF8.self).contains("@v1\nextra AQIDBA==\nindex 2\n"))
    let read = try LogProof(bytes: proof.bytes)
    #expect(read.extra == [1, 2, 3, 4])
    #expect(try read.verify(entry: Self.entries[2], log: log.verifier).size == 11)
  }

  @Test(
    "Heads that are none",
    arguments: [
      ("", .otherFormat), ("c2sp.org/tlog-proof@v1", .otherFormat),
      ("c2sp.org/tlog-proof@v2\nindex 0\n\n", .otherFormat),
      ("c2sp.org/tlog-proof@v1\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\r\nindex 0\n\n", .otherFormat),
      ("c2sp.org/tlog-proof@v1\nindex\n\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\nindex 00\n\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\nindex -1\n\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n", .malformedExtra),
      ("c2sp.org/tlog-proof@v1\nextra AQ\nindex 0\n\n", .malformedExtra),
      ("c2sp.org/tlog-proof@v1\nextra AQ==\n", .malformedIndex),
      ("c2sp.org/tlog-proof@v1\nindex 0\nextra AQ==\n\n", .malformedHash(number: 1)),
      ("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", .malformedHash(number: 1)),
      ("c2sp.org/tlog-proof@v1\nindex 0\n", .noCheckpoint),
      ("c2sp.org/tlog-proof@v1\nindex 0\n\n", .checkpoint(.note(.noSignatures))),
    ] as [(String, LogProofError)]
  )
  func malformed(text: String, error: LogProofError) {
    #expect(throws: error) { try LogProof(bytes: Array(text.utf8)) }
  }

  @Test func tooManyHashes() throws {
    let (_, proofs) = try proofs()
    let line = LogHash.empty.base64 + "\n"
    let head = "c2sp.org/tlog-proof@v1\nindex 0\n"
    let tail = [0x0A] + proofs[0].checkpoint.bytes
    let most = Array((head + String(repeating: line, count: 63)).utf8) + tail
    #expect(try LogProof(bytes: most).hashes.count == 63)
    let more = Array((head + String(repeating: line, count: 64)).utf8) + tail
    #expect(throws: LogProofError.tooManyHashes) { try LogProof(bytes: more) }
    #expect(throws: LogProofError.tooLarge(byteCount: 2_000_001)) {
      try LogProof(bytes: [UInt8](repeating: 0x0A, count: 2_000_001))
    }
  }

  private func proofs() throws -> (log: NoteSigner, proofs: [LogProof]) {
    let tree = LogTree(entries: Self.entries)
    let log = try signer("log.example", 1)
    let note = try LogCheckpoint(origin: log.name, size: 11, root: tree.root).signed(by: log)
    let proofs = try Self.entries.indices.map { index in
      LogProof(
        index: index,
        hashes: try #require(tree.inclusionProof(of: index, size: 11)),
        checkpoint: note
      )
    }
    return (log, proofs)
  }
}
