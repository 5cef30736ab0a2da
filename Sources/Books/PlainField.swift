import Distribution
import EVMTypes

/// Reads fields from their bytes; `nil` for what has to be read carefully.
enum PlainField {
  /// The account that begins at a place, where it ends, and which of its digits are upper case: the first one in the
  /// lowest of 40 bits, and 0 where all letters have one case.
  @inline(__always)
  static func account(_ text: PlainText, _ place: inout Int, upperCase: inout UInt64) -> Address? {
    var words = InlineArray<3, UInt64>(repeating: 0)
    guard text[place] == UInt8(ascii: "0"), text[place &+ 1] == UInt8(ascii: "x"),
      let found = text.accountDigits(at: place &+ 2, into: &words)
    else { return nil }
    place &+= 42
    upperCase = found
    return Address(byteWords: (words[0], words[1], UInt32(truncatingIfNeeded: words[2])))
  }

  /// A sequence: a number of at most 18 digits, or nothing.
  static func sequence(_ text: PlainText, _ field: Range<Int>) -> UInt64?? {
    guard !field.isEmpty else { return .some(nil) }
    guard let number = number(text, field) else { return nil }
    return .some(number)
  }

  /// A time of a pattern.
  static func time(_ text: PlainText, _ field: Range<Int>, _ pattern: TimePattern) -> Timestamp? {
    guard pattern == .unix else {
      return try? pattern.time(String(decoding: field.map { text[$0] }, as: UTF8.self))
    }
    guard field.count == 1 || text[field.lowerBound] != UInt8(ascii: "0") else { return nil }
    return number(text, field).flatMap(Timestamp.init(unixSeconds:))
  }

  /// Whether a field holds these bytes.
  static func isEqual(_ text: PlainText, _ field: Range<Int>, _ bytes: [UInt8]) -> Bool {
    field.count == bytes.count
      && field.indices.allSatisfy { text[$0] == bytes[$0 - field.lowerBound] }
  }

  /// A number of 1 to 18 digits.
  private static func number(_ text: PlainText, _ field: Range<Int>) -> UInt64? {
    guard (1...18).contains(field.count) else { return nil }
    var number: UInt64 = 0
    for place in field {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + UInt64(digit)
    }
    return number
  }
}
