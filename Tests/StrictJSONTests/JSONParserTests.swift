import StrictJSON
import Testing

@Suite struct JSONParserTests {
  @Test(
    "Values",
    arguments: [
      ("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false)),
      ("[]", .array([])), ("{}", .object([])), (" \t\r\n[ ] \n", .array([])), ("\"\"", .string("")),
      ("[1,\"a\",null]", .array([.number("1"), .string("a"), .null])),
      ("{\"b\":1,\"a\":{}}", .object([.init("b", .number("1")), .init("a", .object([]))])),
    ] as [(String, JSONValue)]
  )
  func values(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: [UInt8](text.utf8)) == value)
  }

  @Test(
    "Numbers are the text that stands there",
    arguments: [
      "0", "-0", "1", "-1", "10", "1250.50", "0.0", "1e5", "1E+5", "1.5e-10",
      "115792089237316195423570985008687907853269984665640564039457584007913129639936",
    ]
  )
  func numbers(text: String) throws {
    #expect(try JSONValue(parsing: [UInt8](text.utf8)) == .number(text))
  }

  @Test(
    "Escapes",
    arguments: [
      (#""\"\\\/""#, "\"\\/"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
      (#""\u0041""#, "A"), (#""\u00e9\u00E9""#, "éé"), (#""\u0000""#, "\0"),
      (#""\uFFFF""#, "\u{FFFF}"),
      (#""\ud83d\ude00""#, "\u{1F600}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
      (#""\uD800\uDC00""#, "\u{10000}"), ("\"\u{7F}\u{80}\u{2028}\"", "\u{7F}\u{80}\u{2028}"),
    ]
  )
  func escapes(text: String, value: String) throws {
    #expect(try JSONValue(parsing: [UInt8](text.utf8)) == .string(value))
  }

  @Test(
    "Refused, with the fact and the column",
    arguments: [
      ("", JSONError.Fact.unexpectedEnd, 1), (" ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 2),
      ("[1", .unexpectedEnd, 3), ("[1,", .unexpectedEnd, 4), ("{", .unexpectedEnd, 2),
      ("{\"a\"", .unexpectedEnd, 5), ("{\"a\":", .unexpectedEnd, 6), ("\"a", .unexpectedEnd, 3),
      ("tru", .unexpectedEnd, 4), ("\"\\", .unexpectedEnd, 2), ("\"\\u00", .unexpectedEnd, 4),
      ("[1,]", .unexpectedCharacter, 4), ("[,1]", .unexpectedCharacter, 2),
      ("{\"a\":1,}", .unexpectedCharacter, 8), ("{a:1}", .unexpectedCharacter, 2),
      ("{1:1}", .unexpectedCharacter, 2), ("{\"a\" 1}", .unexpectedCharacter, 6),
      ("[1 2]", .unexpectedCharacter, 4), ("[1}", .unexpectedCharacter, 3),
      ("True", .unexpectedCharacter, 1), ("'a'", .unexpectedCharacter, 1),
      ("nul1", .unexpectedCharacter, 4), ("// a\n1", .unexpectedCharacter, 1),
      ("NaN", .unexpectedCharacter, 1), ("\u{FEFF}1", .unexpectedCharacter, 1),
      ("1 1", .trailingCharacters, 3), ("{}{}", .trailingCharacters, 3),
      ("[]]", .trailingCharacters, 3),
      ("null,", .trailingCharacters, 5), ("1\u{0}", .trailingCharacters, 2),
      ("01", .malformedNumber, 1), ("-", .malformedNumber, 1), ("-a", .malformedNumber, 1),
      ("1.", .malformedNumber, 1), ("1.e5", .malformedNumber, 1), ("1e", .malformedNumber, 1),
      ("1e+", .malformedNumber, 1), ("[-01]", .malformedNumber, 2), (".5", .unexpectedCharacter, 1),
      ("+1", .unexpectedCharacter, 1), ("0x10", .trailingCharacters, 2),
      ("\"\\a\"", .malformedEscape, 2), ("\"\\U0041\"", .malformedEscape, 2),
      ("\"\\u00g0\"", .malformedEscape, 2), ("\"\\u+041\"", .malformedEscape, 2),
      ("\"\\ud83d\"", .malformedEscape, 2), ("\"\\ude00\"", .malformedEscape, 2),
      ("\"a\\ud83d\\u0041\"", .malformedEscape, 3), ("\"\\ud83d\\n\"", .malformedEscape, 2),
      ("\"\\ude00\\ud83d\"", .malformedEscape, 2),
      ("\"a\nb\"", .controlCharacter, 3), ("\"\t\"", .controlCharacter, 2),
      ("\"\0\"", .controlCharacter, 2), ("\"\u{1F}\"", .controlCharacter, 2),
    ] as [(String, JSONError.Fact, Int)]
  )
  func refused(text: String, fact: JSONError.Fact, column: Int) {
    #expect(Refusal(of: text) == Refusal(line: 1, column: column, fact))
  }

  @Test(
    "A key that occurs twice is refused where it does so",
    arguments: [
      ("{\"a\":1,\"a\":1}", "a", 8), ("{\"a\":1,\"b\":2,\"\\u0061\":1}", "a", 14),
      ("[{},{\"x\":{\"\":1,\"\":2}}]", "", 16),
    ]
  )
  func duplicateKey(text: String, key: String, column: Int) {
    #expect(Refusal(of: text) == Refusal(line: 1, column: column, .duplicateKey(key)))
  }

  /// To Swift's equality "é" and "e" with an accent are one key; to JSON they are two.
  @Test func keysAreComparedAsBytes() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    let value = try JSONValue(parsing: [UInt8](text.utf8))
    guard case .object(let members) = value else {
      Issue.record("not an object")
      return
    }
    #expect(members.map { Array($0.key.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xE2, 0x28, 0xA1],
    ] as [[UInt8]]
  )
  func invalidUTF8(bytes: [UInt8]) {
    let quote = [UInt8(ascii: "\"")]
    #expect(Refusal(of: quote + bytes + quote) == Refusal(line: 1, column: 1, .invalidUTF8))
  }

  @Test(
    "64 levels are read, one more is refused",
    arguments: [("[", "1", "]"), ("[", "[]", "]"), ("{\"a\":", "1", "}"), ("{\"a\":", "{}", "}")]
  )
  func depth(opening: String, inner: String, closing: String) throws {
    let levels = inner == "1" ? 64 : 63
    func nested(_ count: Int) -> String {
      String(repeating: opening, count: count) + inner + String(repeating: closing, count: count)
    }
    let column = 64 * opening.utf8.count + 1
    #expect(Refusal(of: nested(levels)) == nil)
    #expect(Refusal(of: nested(levels + 1)) == Refusal(line: 1, column: column, .tooDeep))
    #expect(Refusal(of: nested(1_000_000)) == Refusal(line: 1, column: column, .tooDeep))
  }

  @Test func placeCountsLinesAndBytes() {
    let text = "{\n \"é\": 1,\n\"ü\":x\n}"
    #expect(Refusal(of: text) == Refusal(line: 3, column: 6, .unexpectedCharacter))
  }
}

/// Where and why JSON is refused.
private struct Refusal: Hashable {
  let line: Int
  let column: Int
  let fact: JSONError.Fact

  init(line: Int, column: Int, _ fact: JSONError.Fact) {
    self.line = line
    self.column = column
    self.fact = fact
  }

  /// Nil for bytes that are read.
  init?(of bytes: [UInt8]) {
    do throws(JSONError) {
      _ = try JSONValue(parsing: bytes)
      return nil
    } catch {
      self.init(line: error.line, column: error.column, error.fact)
    }
  }

  init?(of text: String) {
    self.init(of: [UInt8](text.utf8))
  }
}
