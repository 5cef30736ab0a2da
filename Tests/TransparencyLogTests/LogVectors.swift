import Signing
import TestSupport
import Testing
import TransparencyLog

/// What Go's packages made (`Tests/Independent/transparency_log`).
enum LogVectors {
  /// The lines that begin with a word, without it.
  static func rows(_ word: String) throws -> [[String]] {
    let rows = try TestFile.rows("Fixtures/vectors/transparency-log.txt").filter { $0[0] == word }
    try #require(!rows.isEmpty)
    return rows.map { Array($0.dropFirst()) }
  }

  /// The entries of every log there.
  static func entries(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array("entry \($0)".utf8) }
  }

  static func hashes(_ texts: some Sequence<String>) throws -> [LogHash] {
    try texts.map { try #require(LogHash(base64: $0.utf8)) }
  }

  static func decoded(_ text: String) throws -> [UInt8] {
    try #require(Base64.bytes(of: text.utf8))
  }
}

/// A key whose seed is one byte over and over, and its name.
func signer(_ name: String, _ byte: UInt8) throws -> NoteSigner {
  let key = try #require(Ed25519PrivateKey(seed: [UInt8](repeating: byte, count: 32)))
  return NoteSigner(name: try NoteName(name), key: key)
}
