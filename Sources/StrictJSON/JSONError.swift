/// Why bytes are not one JSON value.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The fact.
  public enum Fact: Sendable, Hashable {
    /// The text ends within a value.
    case unexpectedEnd
    /// Something else is expected here.
    case unexpectedCharacter
    /// Something follows the value.
    case trailingCharacters
    /// An object has this key twice.
    case duplicateKey(String)
    /// A number is not written as JSON allows.
    case malformedNumber
    /// An escape that JSON does not have, or half a surrogate pair.
    case malformedEscape
    /// A control character within a text.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// Objects and arrays within each other, deeper than 64.
    case tooDeep
  }

  /// The fact.
  public let fact: Fact
  /// Where: the line, from 1.
  public let line: Int
  /// Where: the byte of the line, from 1.
  public let column: Int

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - fact: The fact.
  ///   - place: The byte at which it is.
  ///   - bytes: The file.
  public init(_ fact: Fact, at place: Int, in bytes: [UInt8]) {
    let before = bytes[..<place]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.fact = fact
    self.line = before.count { $0 == UInt8(ascii: "\n") } + 1
    self.column = place - lineStart + 1
  }

  /// The fact and the place, in one line.
  public var description: String {
    let text =
      switch fact {
      case .unexpectedEnd: "the text ends within a value"
      case .unexpectedCharacter: "unexpected character"
      case .trailingCharacters: "something follows the value"
      case .duplicateKey(let key): "the key \(key) occurs twice"
      case .malformedNumber: "malformed number"
      case .malformedEscape: "malformed escape"
      case .controlCharacter: "control character within a text"
      case .invalidUTF8: "not UTF-8"
      case .tooDeep: "nested deeper than 64"
      }
    return "line \(line), column \(column): \(text)"
  }
}
