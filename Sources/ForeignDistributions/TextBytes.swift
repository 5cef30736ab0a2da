import EVMTypes

/// Text as bytes, made fast: published files of a million claims hold twenty million hashes.
public struct TextBytes: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether the text stands within a JSON text, where quotes are escaped.
  let isNested: Bool

  init(isNested: Bool = false) {
    self.isNested = isNested
  }

  /// Appends text in ASCII, in which a quote is escaped where this text is nested in another.
  mutating func append(_ text: String) {
    guard isNested else {
      bytes += text.utf8
      return
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
  }

  /// Appends `0x` and the hexadecimal digits of a hash, between quotes.
  mutating func append(quoted digest: Digest, byteCount: Int = 32) {
    append("\"")
    append(digest, byteCount: byteCount)
    append("\"")
  }

  /// Appends `0x` and the hexadecimal digits of a hash.
  mutating func append(_ digest: Digest, byteCount: Int = 32) {
    bytes.append(UInt8(ascii: "0"))
    bytes.append(UInt8(ascii: "x"))
    let words = digest.bigEndianWords
    appendDigits(words.0)
    appendDigits(words.1)
    guard byteCount == 32 else { return }
    appendDigits(words.2)
    appendDigits(words.3)
  }

  /// Appends an account with `0x`.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - upperCase: Which of its digits are upper case; none for lower case.
  mutating func append(_ account: Address, upperCase: UInt64 = 0) {
    bytes.append(UInt8(ascii: "0"))
    bytes.append(UInt8(ascii: "x"))
    let words = account.abiWords
    let start = bytes.count
    appendDigits(words.1 << 32 | words.2 >> 32)
    appendDigits(words.2 << 32 | words.3 >> 32)
    appendDigits(words.3 << 32)
    bytes.removeLast(8)
    guard upperCase != 0 else { return }
    for index in 0..<40 where upperCase >> UInt64(39 - index) & 1 == 1 {
      bytes[start + index] -= 32
    }
  }

  /// Appends a number in decimal digits.
  mutating func append(_ number: UInt256) { bytes += number.decimalDigits }

  /// Appends a number in decimal digits.
  mutating func append(_ number: Int) { bytes += String(number).utf8 }

  /// Appends `0x` and an even number of hexadecimal digits, as ethers' `BigNumber.toHexString` does.
  mutating func append(evenHex number: UInt256) {
    append("0x")
    let digits = Hex.digits(of: Digest(bigEndianWords: number.bigEndianWords).bytes)
    let first = min(digits.firstIndex { $0 != UInt8(ascii: "0") } ?? 64, 62)
    bytes += digits[(first & ~1)...]
  }

  /// Appends sixteen hexadecimal digits, eight at a time.
  private mutating func appendDigits(_ word: UInt64) {
    append(Self.digits(of: UInt32(truncatingIfNeeded: word >> 32)))
    append(Self.digits(of: UInt32(truncatingIfNeeded: word)))
  }

  private mutating func append(_ digits: UInt64) {
    unsafe withUnsafeBytes(of: digits.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// The eight digits of a word as ASCII, the first one in the highest byte.
  private static func digits(of word: UInt32) -> UInt64 {
    // Spread the nibbles, one a byte.
    var nibbles = UInt64(word)
    nibbles = (nibbles | nibbles << 16) & 0x0000_ffff_0000_ffff
    nibbles = (nibbles | nibbles << 8) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles | nibbles << 4) & 0x0f0f_0f0f_0f0f_0f0f
    // Nibbles above nine carry into the fifth bit when six is added: those are letters, 39 above the digits.
    let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }
}
