/// Reads JSON strictly, token by token, and makes nothing of what it passes over.
///
/// An object or array is entered; as long as there is a next item, its key (in objects) and its value are
/// taken. Keys that occur twice are the caller's to refuse.
///
/// - Source: RFC 8259.
public struct JSONReader: Sendable {
  /// The kind of a value, by its first character.
  public enum Kind: Sendable, Hashable {
    /// An object.
    case object
    /// An array.
    case array
    /// A text.
    case string
    /// A number, or what is no value at all.
    case number
    /// `true`, `false` or `null`.
    case word
  }

  /// The file.
  public let bytes: [UInt8]
  /// Where the next token is looked for.
  public internal(set) var position: Int
  /// What closes the objects and arrays that were entered, the innermost last.
  private var closings: [UInt8] = []
  /// Whether nothing was taken yet of the innermost one.
  private var isFirst = true
  private static let depthLimit = 64

  /// Starts to read.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - position: Where to start.
  public init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether nothing but white space follows.
  ///
  /// - Returns: Whether the file ends here.
  public mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == bytes.count
  }

  /// The kind of the next value.
  ///
  /// - Returns: The kind.
  /// - Throws: ``JSONError`` when the file ends here.
  public mutating func kind() throws(JSONError) -> Kind {
    skipSpace()
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: return .number
    }
  }

  /// Enters the object or array that is next.
  ///
  /// - Throws: ``JSONError`` when there is none, or it is too deep.
  public mutating func enter() throws(JSONError) {
    let kind = try kind()
    guard kind == .object || kind == .array else { throw error(.unexpectedCharacter) }
    guard closings.count < Self.depthLimit else { throw error(.tooDeep) }
    closings.append(kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    isFirst = true
    position += 1
  }

  /// Whether another item follows in the innermost object or array; leaves it when none does.
  ///
  /// - Returns: Whether an item is next.
  /// - Throws: ``JSONError`` when neither an item nor the end is next.
  public mutating func hasNext() throws(JSONError) -> Bool {
    guard let closing = closings.last else { return false }
    skipSpace()
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    if bytes[position] == closing {
      position += 1
      closings.removeLast()
      isFirst = false
      return false
    }
    if !isFirst {
      guard bytes[position] == UInt8(ascii: ",") else { throw error(.unexpectedCharacter) }
      position += 1
    }
    isFirst = false
    return true
  }

  /// Whether the array that is next is empty or begins with a text.
  ///
  /// - Returns: `false` also where no array is next.
  public func isTextArrayNext() -> Bool {
    var place = Self.spaceEnd(in: bytes.span, from: position)
    guard place < bytes.count, bytes[place] == UInt8(ascii: "[") else { return false }
    place = Self.spaceEnd(in: bytes.span, from: place + 1)
    guard place < bytes.count else { return false }
    return bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "]")
  }

  /// Takes the key of an object's next member, and the colon behind it.
  ///
  /// - Returns: The key.
  /// - Throws: ``JSONError``.
  public mutating func key() throws(JSONError) -> JSONText {
    let key = try text()
    skipSpace()
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    guard bytes[position] == UInt8(ascii: ":") else { throw error(.unexpectedCharacter) }
    position += 1
    return key
  }

  /// Passes over a value.
  ///
  /// - Throws: ``JSONError``.
  public mutating func skip() throws(JSONError) {
    switch try kind() {
    case .string: _ = try text()
    case .number: _ = try number()
    case .word: _ = try word()
    case .object:
      try enter()
      while try hasNext() {
        _ = try key()
        try skip()
      }
    case .array:
      try enter()
      while try hasNext() { try skip() }
    }
  }

  mutating func skipSpace() {
    position = Self.spaceEnd(in: bytes.span, from: position)
  }

  private static func spaceEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
      place += 1
    }
    return place
  }

  func error(_ fact: JSONError.Fact, at place: Int? = nil) -> JSONError {
    JSONError(fact, at: place ?? position, in: bytes)
  }
}
