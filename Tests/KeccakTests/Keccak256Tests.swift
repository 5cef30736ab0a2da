import EVMTypes
import Keccak
import TestSupport
import Testing

@Suite struct Keccak256Tests {
  /// Ethereum's own constants: the hash of nothing (Yellow Paper, KEC(())), and of `abc`.
  @Test(arguments: [
    ("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
    ("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
  ])
  func knownMessage(text: String, hash: String) {
    #expect(hex(of: digest(of: [text.utf8.map { $0 }])) == hash)
  }

  @Test func everyLengthAcrossTwoBlockBorders() throws {
    let rows = try TestFile.rows("Fixtures/vectors/keccak256.txt")
    #expect(rows.count == 301)
    for (length, row) in rows.enumerated() {
      #expect(row[0] == "\(length)")
      #expect(hex(of: digest(of: [message(ofLength: length)])) == row[1], "length \(length)")
    }
  }

  @Test("Cut anywhere, a message has one hash", arguments: [135, 136, 137, 271, 272, 273])
  func cutMessage(length: Int) throws {
    let expected = try TestFile.rows("Fixtures/vectors/keccak256.txt")[length][1]
    let bytes = message(ofLength: length)
    for cut in 0...length {
      #expect(hex(of: digest(of: [Array(bytes[..<cut]), Array(bytes[cut...])])) == expected)
    }
  }

  @Test("A word is its eight bytes, wherever it begins in a block", arguments: 0..<144)
  func wordAtOffset(offset: Int) {
    let word: UInt64 = 0x0123_4567_89AB_CDEF
    var hash = Keccak256()
    hash.update(contentsOf: message(ofLength: offset))
    hash.update(bigEndian: word)
    hash.update(bigEndian: ~word)
    let bytes: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF]
    let expected = digest(of: [message(ofLength: offset), bytes, bytes.map { ~$0 }])
    #expect(Digest(bigEndianWords: hash.finalize()) == expected)
  }

  /// The message of keccak256.txt.
  private func message(ofLength length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: 7 * $0 + length) }
  }

  private func digest(of parts: [[UInt8]]) -> Digest {
    var hash = Keccak256()
    for part in parts { hash.update(contentsOf: part) }
    return Digest(bigEndianWords: hash.finalize())
  }

  private func hex(of digest: Digest) -> String { String(digest.description.dropFirst(2)) }
}
