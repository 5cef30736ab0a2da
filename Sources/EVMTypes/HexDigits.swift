/// Reads hexadecimal digits eight at a time.
///
/// All bytes of a word are tested and converted together, without a table: digits arrive by the hundred
/// million in published proofs.
enum HexDigits {
  /// Eight digits as a number.
  ///
  /// - Parameters:
  ///   - digits: The digits, of either case.
  ///   - offset: Where the eight begin.
  /// - Returns: The number; `nil` when one of them is no digit.
  @inline(__always)
  static func word(in digits: borrowing RawSpan, at offset: Int) -> UInt32? {
    let text = unsafe digits.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      .littleEndian
    // Each byte is below 0x80, so that no sum carries into the next one.
    guard text & 0x8080_8080_8080_8080 == 0 else { return nil }
    let lower = text | 0x2020_2020_2020_2020
    let isDigit = (text &+ 0x5050_5050_5050_5050) & ~(text &+ 0x4646_4646_4646_4646)
    let isLetter = (lower &+ 0x1f1f_1f1f_1f1f_1f1f) & ~(lower &+ 0x1919_1919_1919_1919)
    guard (isDigit | isLetter) & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080 else { return nil }
    let letters = (text &>> 6) & 0x0101_0101_0101_0101
    var nibbles = ((text & 0x0f0f_0f0f_0f0f_0f0f) &+ 9 &* letters).byteSwapped
    nibbles = (nibbles | nibbles &>> 4) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles | nibbles &>> 8) & 0x0000_ffff_0000_ffff
    return UInt32(truncatingIfNeeded: nibbles | nibbles &>> 16)
  }

  /// Eight digits as a number, and which of them are letters.
  ///
  /// - Parameters:
  ///   - digits: The digits, of either case.
  ///   - offset: Where the eight begin; as many have to be there.
  ///   - cases: The eight's upper case letters in the lowest byte, the first one in its highest bit, below what it held;
  ///     the same for lower case.
  ///   - areDigits: Loses a highest bit of a byte when one of them is no digit.
  /// - Returns: The number.
  @inline(__always)
  static func word(
    in digits: borrowing RawSpan,
    at offset: Int,
    cases: inout (upper: UInt64, lower: UInt64),
    areDigits: inout UInt64
  ) -> UInt64 {
    let text =
      unsafe digits.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).bigEndian
    let lower = text | 0x2020_2020_2020_2020
    let isDigit = (text &+ 0x5050_5050_5050_5050) & ~(text &+ 0x4646_4646_4646_4646)
    let isLetter = (lower &+ 0x1f1f_1f1f_1f1f_1f1f) & ~(lower &+ 0x1919_1919_1919_1919)
    areDigits &= (isDigit | isLetter) & ~text
    let letters = (text &>> 6) & 0x0101_0101_0101_0101
    let uppers = letters & ~(text &>> 5)
    // Bit 0 of byte i to bit i.
    cases.upper = cases.upper &<< 8 | (uppers &* 0x0102_0408_1020_4080) &>> 56
    cases.lower |= letters ^ uppers
    var nibbles = (text & 0x0f0f_0f0f_0f0f_0f0f) &+ 9 &* letters
    nibbles = (nibbles | nibbles &>> 4) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles | nibbles &>> 8) & 0x0000_ffff_0000_ffff
    return (nibbles | nibbles &>> 16) & 0xffff_ffff
  }

  /// Sixteen digits as a number.
  @inline(__always)
  static func doubleWord(in digits: borrowing RawSpan, at offset: Int) -> UInt64? {
    guard let high = word(in: digits, at: offset), let low = word(in: digits, at: offset + 8)
    else { return nil }
    return UInt64(high) &<< 32 | UInt64(low)
  }
}

extension Hex {
  /// Writes a word in lower case.
  ///
  /// - Parameter word: The word.
  /// - Returns: Eight ASCII digits, the first one in the highest byte.
  @inlinable
  public static func digits(ofWord word: UInt32) -> UInt64 {
    // Spread the nibbles, one a byte.
    var nibbles = UInt64(word)
    nibbles = (nibbles | nibbles &<< 16) & 0x0000_ffff_0000_ffff
    nibbles = (nibbles | nibbles &<< 8) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles | nibbles &<< 4) & 0x0f0f_0f0f_0f0f_0f0f
    // Nibbles above nine carry into the fifth bit when six is added: those are letters, 39 above the digits.
    let letters = (nibbles &+ 0x0606_0606_0606_0606) &>> 4 & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }
}

extension Digest {
  /// Reads 64 hexadecimal digits of either case, without a prefix.
  ///
  /// Gives `nil` for another count, or another character.
  ///
  /// - Parameter digits: The digits' ASCII bytes.
  public init?(hexDigits digits: Span<UInt8>) {
    guard digits.count == 64 else { return nil }
    let bytes = unsafe digits.bytes
    guard let word0 = HexDigits.doubleWord(in: bytes, at: 0),
      let word1 = HexDigits.doubleWord(in: bytes, at: 16),
      let word2 = HexDigits.doubleWord(in: bytes, at: 32),
      let word3 = HexDigits.doubleWord(in: bytes, at: 48)
    else { return nil }
    self.init(bigEndianWords: (word0, word1, word2, word3))
  }
}

extension Address {
  /// Reads 40 hexadecimal digits, without a prefix and without regard to their cases.
  ///
  /// Gives `nil` for another count, or another character.
  ///
  /// - Parameter digits: The digits' ASCII bytes.
  public init?(hexDigits digits: Span<UInt8>) {
    guard digits.count == 40 else { return nil }
    let bytes = unsafe digits.bytes
    guard let head = HexDigits.doubleWord(in: bytes, at: 0),
      let middle = HexDigits.doubleWord(in: bytes, at: 16),
      let tail = HexDigits.word(in: bytes, at: 32)
    else { return nil }
    self.init(head: head, middle: middle, tail: tail)
  }
}

extension Address {
  /// Reads 40 hexadecimal digits, without a prefix, and their cases.
  ///
  /// Gives `nil` when one of them is another character.
  ///
  /// - Parameters:
  ///   - text: The digits' ASCII bytes, and others.
  ///   - offset: Where the 40 begin; as many have to be there.
  ///   - upperCase: Which digits are upper case, the first one in the highest of 40 bits, where letters of both cases are;
  ///     else 0.
  public init?(hexDigitsIn text: borrowing RawSpan, at offset: Int, upperCase: inout UInt64) {
    var cases: (upper: UInt64, lower: UInt64) = (0, 0)
    precondition(offset >= 0 && offset <= text.byteCount - 40, "40 bytes are there")
    var areDigits: UInt64 = 0x8080_8080_8080_8080
    let word0 = HexDigits.word(in: text, at: offset, cases: &cases, areDigits: &areDigits)
    let word1 = HexDigits.word(in: text, at: offset + 8, cases: &cases, areDigits: &areDigits)
    let word2 = HexDigits.word(in: text, at: offset + 16, cases: &cases, areDigits: &areDigits)
    let word3 = HexDigits.word(in: text, at: offset + 24, cases: &cases, areDigits: &areDigits)
    let word4 = HexDigits.word(in: text, at: offset + 32, cases: &cases, areDigits: &areDigits)
    guard areDigits & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080 else { return nil }
    upperCase = cases.lower == 0 ? 0 : cases.upper
    self.init(
      head: word0 &<< 32 | word1,
      middle: word2 &<< 32 | word3,
      tail: UInt32(truncatingIfNeeded: word4)
    )
  }
}

extension UInt256 {
  /// Reads hexadecimal digits of either case, without a prefix, superfluous zeros allowed.
  ///
  /// Gives `nil` for no digits, another character, and 2²⁵⁶ or more.
  ///
  /// - Parameter digits: The digits' ASCII bytes.
  public init?(hexDigits digits: Span<UInt8>) {
    guard digits.count > 0 else { return nil }
    var value = UInt256.zero
    for index in digits.indices {
      guard let digit = Hex.value(of: digits[index]), value.limb3 >> 60 == 0 else { return nil }
      value = UInt256(
        value.limb0 << 4 | UInt64(digit),
        value.limb1 << 4 | value.limb0 >> 60,
        value.limb2 << 4 | value.limb1 >> 60,
        value.limb3 << 4 | value.limb2 >> 60
      )
    }
    self = value
  }

  /// Reads decimal digits, superfluous zeros allowed.
  ///
  /// Gives `nil` for no digits, another character, and 2²⁵⁶ or more.
  ///
  /// - Parameter digits: The digits' ASCII bytes.
  public init?(decimalDigits digits: Span<UInt8>) {
    guard digits.count > 0 else { return nil }
    let text = unsafe digits.bytes
    var value = UInt256.zero
    var place = 0
    while place + 16 <= digits.count {
      guard let high = EightDigits.number(in: text, at: place),
        let low = EightDigits.number(in: text, at: place + 8),
        let next = value.multiplied(by: 10_000_000_000_000_000, adding: high &* 100_000_000 &+ low)
      else { return nil }
      value = next
      place += 16
    }
    var group: UInt64 = 0
    var scale: UInt64 = 1
    if place + 8 <= digits.count {
      guard let eight = EightDigits.number(in: text, at: place) else { return nil }
      (group, scale) = (eight, 100_000_000)
      place += 8
    }
    while place < digits.count {
      let digit = digits[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      group = group &* 10 &+ UInt64(digit)
      scale = scale &* 10
      place += 1
    }
    guard let last = value.multiplied(by: scale, adding: group) else { return nil }
    self = last
  }

  /// The number times a word plus a word; `nil` for 2²⁵⁶ or more.
  private func multiplied(by factor: UInt64, adding addend: UInt64) -> UInt256? {
    var carry = addend
    let step = { (limb: UInt64) -> UInt64 in
      // At most (2⁶⁴-1)² + 2⁶⁴-1, which fits in 128 bits.
      let (high, low) = limb.multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      carry = high &+ (overflow ? 1 : 0)
      return sum
    }
    let product = UInt256(step(limb0), step(limb1), step(limb2), step(limb3))
    return carry == 0 ? product : nil
  }
}
