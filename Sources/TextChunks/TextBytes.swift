public import EVMTypes

/// Text as bytes, made fast: published files of a million claims hold twenty million hashes.
public struct TextBytes: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether the text stands within a JSON text, where quotes are escaped.
  let isNested: Bool

  /// Begins with nothing.
  ///
  /// - Parameter isNested: Whether the text stands within a JSON text, where quotes are escaped.
  public init(isNested: Bool = false) {
    self.isNested = isNested
  }

  /// Appends text, in which a quote is escaped where this text is nested in another.
  ///
  /// - Parameter text: The text; nested it is ASCII.
  public mutating func append(_ text: String) {
    guard isNested else {
      // Elements of a buffer are copied together, those of a text one by one.
      let isCopied: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
        unsafe bytes.append(contentsOf: $0)
      }
      if isCopied == nil { bytes += text.utf8 }
      return
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
  }

  /// Appends UTF-8 as it is.
  ///
  /// - Parameter utf8: The bytes.
  public mutating func append(utf8: some Collection<UInt8>) { bytes.append(contentsOf: utf8) }

  /// Appends UTF-8 as it is.
  ///
  /// - Parameter utf8: The bytes.
  public mutating func append(utf8: Span<UInt8>) {
    unsafe utf8.withUnsafeBufferPointer { utf8 in unsafe bytes.append(contentsOf: utf8) }
  }

  /// Appends `0x` and the hexadecimal digits of a hash, between quotes.
  ///
  /// - Parameters:
  ///   - digest: The hash.
  ///   - byteCount: How many of its first bytes: 32 or 16.
  public mutating func append(quoted digest: Digest, byteCount: Int = 32) {
    guard !isNested else {
      append("\"")
      append(digest, byteCount: byteCount)
      return append("\"")
    }
    let count = byteCount == 32 ? 64 : 32
    var text = InlineArray<72, UInt8>(repeating: UInt8(ascii: "\""))
    unsafe withUnsafeMutableBytes(of: &text) { text in
      unsafe text.storeBytes(of: Self.prefix, toByteOffset: 1, as: UInt16.self)
      unsafe Self.write(digest, to: text, at: 3)
      // Behind a hash of 16 bytes, digits that are not wanted.
      unsafe text.storeBytes(of: UInt8(ascii: "\""), toByteOffset: 3 + count, as: UInt8.self)
      unsafe append(text, count + 4)
    }
  }

  /// Appends `0x` and the hexadecimal digits of a hash.
  ///
  /// - Parameters:
  ///   - digest: The hash.
  ///   - byteCount: How many of its first bytes: 32 or 16.
  public mutating func append(_ digest: Digest, byteCount: Int = 32) {
    var text = InlineArray<72, UInt8>(repeating: 0)
    unsafe withUnsafeMutableBytes(of: &text) { text in
      unsafe text.storeBytes(of: Self.prefix, as: UInt16.self)
      unsafe Self.write(digest, to: text, at: 2)
      unsafe append(text, byteCount == 32 ? 66 : 34)
    }
  }

  /// Appends an account with `0x`.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - upperCase: Which of its digits are upper case; none for lower case.
  public mutating func append(_ account: Address, upperCase: UInt64 = 0) {
    let (_, head, middle, tail) = account.abiWords
    var text = InlineArray<48, UInt8>(repeating: 0)
    unsafe withUnsafeMutableBytes(of: &text) { text in
      unsafe text.storeBytes(of: Self.prefix, as: UInt16.self)
      unsafe Self.write(UInt32(truncatingIfNeeded: head), upperCase &>> 32, to: text, at: 2)
      unsafe Self.write(
        UInt32(truncatingIfNeeded: middle &>> 32),
        upperCase &>> 24,
        to: text,
        at: 10
      )
      unsafe Self.write(UInt32(truncatingIfNeeded: middle), upperCase &>> 16, to: text, at: 18)
      unsafe Self.write(UInt32(truncatingIfNeeded: tail &>> 32), upperCase &>> 8, to: text, at: 26)
      unsafe Self.write(UInt32(truncatingIfNeeded: tail), upperCase, to: text, at: 34)
      unsafe append(text, 42)
    }
  }

  /// Appends a number in decimal digits.
  ///
  /// - Parameter number: The number.
  public mutating func append(_ number: UInt256) {
    var text = InlineArray<80, UInt8>(repeating: UInt8(ascii: "0"))
    var place = text.count
    var rest = number
    // 10^19 is the largest power of ten below 2^64: nineteen digits a division.
    while rest.asUInt64 == nil,
      let (quotient, group) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
    {
      var first = place
      Self.write(group.asUInt64 ?? 0, to: &text, before: &first)
      place -= 19
      rest = quotient
    }
    Self.write(rest.asUInt64 ?? 0, to: &text, before: &place)
    unsafe withUnsafeBytes(of: &text) { text in
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[place...]))
    }
  }

  /// Appends a number in decimal digits.
  ///
  /// - Parameter number: The number, not below 0.
  public mutating func append(_ number: Int) { append(UInt256(UInt64(number))) }

  /// Appends a number in decimal digits, with a minus sign below zero.
  ///
  /// - Parameter number: The number.
  public mutating func append(_ number: SignedAmount) {
    if number.isNegative { append("-") }
    append(number.magnitude)
  }

  /// Writes a number's decimal digits before a place, and moves it to the first of them.
  private static func write(
    _ number: UInt64,
    to text: inout InlineArray<80, UInt8>,
    before place: inout Int
  ) {
    var rest = number
    while rest >= 100 {
      let pair = UInt8(truncatingIfNeeded: rest % 100)
      rest /= 100
      place -= 2
      text[place] = UInt8(ascii: "0") + pair / 10
      text[place + 1] = UInt8(ascii: "0") + pair % 10
    }
    repeat {
      place -= 1
      text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }

  /// Appends a moment as RFC 3339 text in UTC.
  ///
  /// - Parameter parts: Its date and time of day, of a year below 10,000.
  public mutating func append(
    _ parts: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)
  ) {
    var text = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    func write(_ pair: Int, at place: Int, before mark: UInt8) {
      text[place] += UInt8(truncatingIfNeeded: pair / 10 % 10)
      text[place + 1] += UInt8(truncatingIfNeeded: pair % 10)
      text[place + 2] = mark
    }
    text[0] += UInt8(truncatingIfNeeded: parts.year / 1_000 % 10)
    text[1] += UInt8(truncatingIfNeeded: parts.year / 100 % 10)
    write(parts.year, at: 2, before: UInt8(ascii: "-"))
    write(parts.month, at: 5, before: UInt8(ascii: "-"))
    write(parts.day, at: 8, before: UInt8(ascii: "T"))
    write(parts.hour, at: 11, before: UInt8(ascii: ":"))
    write(parts.minute, at: 14, before: UInt8(ascii: ":"))
    write(parts.second, at: 17, before: UInt8(ascii: "Z"))
    unsafe withUnsafeBytes(of: &text) { text in unsafe bytes.append(contentsOf: text) }
  }

  /// Appends `0x` and an even number of hexadecimal digits, as ethers' `BigNumber.toHexString` does.
  ///
  /// - Parameter number: The number.
  public mutating func append(evenHex number: UInt256) {
    append("0x")
    let digits = Hex.digits(of: Digest(bigEndianWords: number.bigEndianWords).bytes)
    let first = min(digits.firstIndex { $0 != UInt8(ascii: "0") } ?? 64, 62)
    bytes += digits[(first & ~1)...]
  }

  /// `0x` as it lies in memory.
  private static let prefix = UInt16(littleEndian: 0x7830)

  /// Appends the first bytes of a buffer.
  private mutating func append(_ text: UnsafeMutableRawBufferPointer, _ count: Int) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(text.assumingMemoryBound(to: UInt8.self))[..<count]
    )
  }

  /// Writes the 64 digits of a hash.
  private static func write(
    _ digest: Digest,
    to text: UnsafeMutableRawBufferPointer,
    at offset: Int
  ) {
    let words = digest.bigEndianWords
    unsafe write(words.0, to: text, at: offset)
    unsafe write(words.1, to: text, at: offset + 16)
    unsafe write(words.2, to: text, at: offset + 32)
    unsafe write(words.3, to: text, at: offset + 48)
  }

  /// Writes sixteen digits.
  private static func write(_ word: UInt64, to text: UnsafeMutableRawBufferPointer, at offset: Int)
  {
    unsafe write(UInt32(truncatingIfNeeded: word &>> 32), 0, to: text, at: offset)
    unsafe write(UInt32(truncatingIfNeeded: word), 0, to: text, at: offset + 8)
  }

  /// Writes eight digits, of which the lowest eight bits of a mask say which are upper case.
  @inline(__always)
  private static func write(
    _ word: UInt32,
    _ upperCase: UInt64,
    to text: UnsafeMutableRawBufferPointer,
    at offset: Int
  ) {
    // Bit i of the mask to byte i: copies of the mask, one bit of each, and 0x7f carries it to the top.
    let copies = (upperCase & 0xff) &* 0x0101_0101_0101_0101 & 0x8040_2010_0804_0201
    let upper = (copies &+ 0x7f7f_7f7f_7f7f_7f7f | copies) & 0x8080_8080_8080_8080
    let digits = Hex.digits(ofWord: word) &- upper &>> 2
    unsafe text.storeBytes(of: digits.bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}
