extension JSONReader {
  /// Takes a text.
  ///
  /// - Returns: The text.
  /// - Throws: ``JSONError`` when no text is next, or it is malformed.
  public mutating func text() throws(JSONError) -> JSONText {
    skipSpace()
    let start = position
    guard start < bytes.count else { throw error(.unexpectedEnd) }
    guard bytes[start] == UInt8(ascii: "\"") else { throw error(.unexpectedCharacter) }
    let end = Self.plainEnd(in: bytes.span, from: start + 1)
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return JSONText(range: start + 1..<end, decoded: nil)
    }
    let text = try decodedText()
    return JSONText(range: start + 1..<position - 1, decoded: text)
  }

  /// A text as a string.
  ///
  /// - Parameter text: A text of this file.
  /// - Returns: The string.
  public func string(of text: JSONText) -> String {
    text.decoded ?? String(decoding: bytes[text.range], as: UTF8.self)
  }

  /// A text as bytes.
  ///
  /// - Parameter text: A text of this file.
  /// - Returns: The bytes, escapes undone.
  public func bytes(of text: JSONText) -> ArraySlice<UInt8> {
    text.decoded.map { Array($0.utf8)[...] } ?? bytes[text.range]
  }

  /// Takes a text as a string.
  ///
  /// - Returns: The string.
  /// - Throws: ``JSONError`` when no text is next, or it is malformed.
  public mutating func string() throws(JSONError) -> String { string(of: try text()) }

  /// Takes a number.
  ///
  /// - Returns: Where its characters stand.
  /// - Throws: ``JSONError`` when no number is next, or it is malformed.
  public mutating func number() throws(JSONError) -> Range<Int> {
    skipSpace()
    let start = position
    guard start < bytes.count else { throw error(.unexpectedEnd) }
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard let first = digits() else {
      throw error(position == start ? .unexpectedCharacter : .malformedNumber, at: start)
    }
    guard first.count == 1 || bytes[first.lowerBound] != UInt8(ascii: "0") else {
      throw error(.malformedNumber, at: start)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard digits() != nil else { throw error(.malformedNumber, at: start) }
    }
    if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      guard digits() != nil else { throw error(.malformedNumber, at: start) }
    }
    return start..<position
  }

  /// Takes `true`, `false` or `null`.
  mutating func word() throws(JSONError) -> JSONValue {
    switch bytes[position] {
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    default: return try word("null", .null)
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard position < bytes.count else { throw error(.unexpectedEnd) }
      guard bytes[position] == byte else { throw error(.unexpectedCharacter) }
      position += 1
    }
    return value
  }

  private mutating func digits() -> Range<Int>? {
    let start = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    return position > start ? start..<position : nil
  }

  /// Where the printable ASCII without quotes and backslashes ends.
  ///
  /// Eight bytes at a time: published proofs are hundreds of megabytes of it.
  private static func plainEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
    var place = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    let raw = unsafe bytes.bytes
    while place + 8 <= bytes.count {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // A byte below n has a borrow in word - n; the lowest bit that is set is that of the first such byte.
      let found =
        ((word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes
          | (backslashes &- ones) & ~backslashes | word) & high
      guard found == 0 else { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < bytes.count {
      let byte = bytes[place]
      guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
      else { break }
      place += 1
    }
    return place
  }

  /// Takes a text of any characters and escapes.
  private mutating func decodedText() throws(JSONError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while true {
      guard position < bytes.count else { throw error(.unexpectedEnd) }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { throw error(.controlCharacter) }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      throw error(.invalidUTF8, at: start)
    }
    return string
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    guard position + 1 < bytes.count else { throw error(.unexpectedEnd) }
    position += 2
    switch bytes[position - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[position - 1])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try codeUnit(from: start)]
      if UTF16.isLeadSurrogate(units[0]), position + 1 < bytes.count,
        bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        units.append(try codeUnit(from: start))
      }
      guard let characters = String(validating: units, as: UTF16.self) else {
        throw error(.malformedEscape, at: start)
      }
      text += characters.utf8
    default: throw error(.malformedEscape, at: start)
    }
  }

  private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt16 {
    guard position + 4 <= bytes.count else { throw error(.unexpectedEnd) }
    var unit: UInt16 = 0
    for byte in bytes[position..<(position + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error(.malformedEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
    }
    position += 4
    return unit
  }
}
