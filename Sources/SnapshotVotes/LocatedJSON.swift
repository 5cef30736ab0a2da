import StrictJSON

/// A JSON value that knows where it stands; numbers are text.
struct LocatedJSON {
  /// A member of an object.
  struct Member {
    let key: String
    let value: LocatedJSON
  }

  enum Content {
    case object([Member])
    case array([LocatedJSON])
    case text(String)
    case number(String)
    case truth
    case null
  }

  let content: Content
  /// The byte at which the value begins.
  let position: Int

  /// Reads a file, after a byte order mark that may stand there.
  ///
  /// - Throws: `JSONError`, also for a key that occurs twice in an object.
  init(parsing bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes, at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    try self.init(&reader)
    guard reader.isAtEnd() else {
      throw JSONError(.trailingCharacters, at: reader.position, in: bytes)
    }
  }

  private init(_ reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.kind()
    self.position = reader.position
    switch kind {
    case .string: self.content = .text(try reader.string())
    case .number:
      self.content = .number(String(decoding: reader.bytes[try reader.number()], as: UTF8.self))
    case .word:
      try reader.skip()
      self.content = reader.bytes[position] == UInt8(ascii: "n") ? .null : .truth
    case .array:
      var elements: [LocatedJSON] = []
      try reader.enter()
      while try reader.hasNext() { elements.append(try LocatedJSON(&reader)) }
      self.content = .array(elements)
    case .object: self.content = .object(try Self.members(&reader))
    }
  }

  private static func members(_ reader: inout JSONReader) throws(JSONError) -> [Member] {
    var members: [Member] = []
    // Compared as bytes: Swift's equality would join keys that differ by normal form only.
    var keys: Set<[UInt8]> = []
    try reader.enter()
    while try reader.hasNext() {
      let text = try reader.key()
      let key = reader.string(of: text)
      guard keys.insert([UInt8](key.utf8)).inserted else {
        throw JSONError(.duplicateKey(key), at: text.range.lowerBound, in: reader.bytes)
      }
      members.append(Member(key: key, value: try LocatedJSON(&reader)))
    }
    return members
  }
}
