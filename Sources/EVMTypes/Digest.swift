public import Keccak

/// A keccak-256 digest: 32 bytes, ordered as bytes.
public struct Digest: Sendable, Hashable {
  /// The bytes as four big-endian numbers.
  let word0: UInt64
  let word1: UInt64
  let word2: UInt64
  let word3: UInt64

  /// Takes four big-endian words, the first bytes in the first.
  ///
  /// - Parameter words: The words.
  public init(bigEndianWords words: (UInt64, UInt64, UInt64, UInt64)) {
    (word0, word1, word2, word3) = words
  }

  /// The digest as four big-endian words, the first bytes in the first.
  public var bigEndianWords: (UInt64, UInt64, UInt64, UInt64) { (word0, word1, word2, word3) }

  /// 32 zero bytes.
  public static let zero = Digest(bigEndianWords: (0, 0, 0, 0))

  /// Takes 32 bytes as a digest.
  ///
  /// Gives `nil` for another count of bytes.
  ///
  /// - Parameter bytes: The bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words = InlineArray<4, UInt64>(repeating: 0)
    var index = 0
    for byte in bytes {
      words[index >> 3] = words[index >> 3] << 8 | UInt64(byte)
      index += 1
    }
    self.init(bigEndianWords: (words[0], words[1], words[2], words[3]))
  }

  /// Hashes bytes with keccak-256.
  ///
  /// - Parameter bytes: The message.
  @inlinable
  public init(keccak256Of bytes: some Sequence<UInt8>) {
    var hash = Keccak256()
    hash.update(contentsOf: bytes)
    self.init(bigEndianWords: hash.finalize())
  }

  /// Reads `0x` and 64 hexadecimal digits of either case.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter text: The text's UTF-8 bytes.
  public init?(text: some Collection<UInt8>) {
    guard text.count == 66, text.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")]),
      let bytes = Hex.bytes(of: text.dropFirst(2))
    else { return nil }
    self.init(bytes: bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    appendBigEndian(word0, to: &bytes)
    appendBigEndian(word1, to: &bytes)
    appendBigEndian(word2, to: &bytes)
    appendBigEndian(word3, to: &bytes)
    return bytes
  }
}

extension Digest: Comparable {
  /// Whether the left digest comes first, as unsigned bytes.
  ///
  /// - Parameters:
  ///   - left: A digest.
  ///   - right: Another digest.
  /// - Returns: Whether `left` comes before `right`.
  public static func < (left: Digest, right: Digest) -> Bool {
    if left.word0 != right.word0 { return left.word0 < right.word0 }
    if left.word1 != right.word1 { return left.word1 < right.word1 }
    if left.word2 != right.word2 { return left.word2 < right.word2 }
    return left.word3 < right.word3
  }
}

#if !hasFeature(Embedded)
extension Digest: CustomStringConvertible {
  /// `0x` and 64 lower-case hexadecimal digits.
  public var description: String {
    "0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self)
  }
}
#endif

func appendBigEndian(_ word: UInt64, to bytes: inout [UInt8]) {
  for shift in stride(from: UInt64(56), through: 0, by: -8) {
    bytes.append(UInt8(truncatingIfNeeded: word >> shift))
  }
}
