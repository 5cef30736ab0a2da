import StrictJSON
import TestSupport
import Testing

@Suite struct JSONWritingTests {
  static let sample = JSONValue.object([
    .init("text", .string("a\"\\\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}é/😀<")),
    .init("empty", .array([.array([]), .object([])])),
    .init("b", .array([.number("1250.50"), .bool(true), .bool(false), .null])),
    .init("a", .object([.init("", .integer(-7))])),
  ])

  /// docs/specification.md, section 5, by hand.
  @Test func canonicalForm() {
    let text = """
      {
        "text": "a\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\u{7F}é/😀<",
        "empty": [
          [],
          {}
        ],
        "b": [
          1250.50,
          true,
          false,
          null
        ],
        "a": {
          "": -7
        }
      }

      """
    #expect(String(decoding: Self.sample.canonicalBytes, as: UTF8.self) == text)
  }

  @Test func compactForm() {
    let text =
      #"{"text":"a\"\\\b\t\n\f\r\u0001\u001f"# + "\u{7F}é/😀<"
      + #"","empty":[[],{}],"b":[1250.50,true,false,null],"a":{"":-7}}"#
    #expect(String(decoding: Self.sample.compactBytes, as: UTF8.self) == text)
  }

  @Test(
    "Single values",
    arguments: [
      (JSONValue.null, "null"), (.array([]), "[]"), (.object([]), "{}"), (.integer(0), "0"),
      (.optional(nil), "null"), (.optional("x"), "\"x\""),
    ] as [(JSONValue, String)]
  )
  func singleValues(value: JSONValue, text: String) {
    #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == text + "\n")
    #expect(String(decoding: value.compactBytes, as: UTF8.self) == text)
  }

  @Test("What is written reads back", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let value = JSONValue.random(depth: 5, using: &generator)
    #expect(try JSONValue(parsing: value.canonicalBytes) == value)
    #expect(try JSONValue(parsing: value.compactBytes) == value)
  }
}

extension JSONValue {
  fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    let count = Int(generator.next() % 4)
    switch generator.next() % (depth > 0 ? 6 : 4) {
    case 0: return generator.next().isMultiple(of: 2) ? .null : .bool(generator.next() % 2 == 0)
    case 1: return .integer(Int64(bitPattern: generator.next()) >> Int64(generator.next() % 64))
    case 2, 3: return .string(text(using: &generator))
    case 4:
      return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
    default:
      return .object(
        (0..<count).map { number in
          let key = text(using: &generator) + "\(number)"
          return Member(key, random(depth: depth - 1, using: &generator))
        }
      )
    }
  }

  private static func text(using generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int(generator.next() % 8) {
      let limit: UInt32 = [0x20, 0x80, 0x800, 0x11_0000][Int(generator.next() % 4)]
      let code = UInt32(truncatingIfNeeded: generator.next()) % limit
      text.unicodeScalars.append(Unicode.Scalar(code) ?? "\"")
    }
    return text
  }
}
