extension JSONValue {
  /// Reads one JSON value strictly: no duplicate keys, no trailing bytes, bounded depth.
  ///
  /// - Parameter bytes: The text; nothing may follow the value but white space.
  /// - Throws: ``JSONError``, with the place.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes)
    self = try reader.value()
    guard reader.isAtEnd() else { throw reader.error(.trailingCharacters) }
  }
}

extension JSONReader {
  /// Takes a whole value.
  ///
  /// - Returns: The value.
  /// - Throws: ``JSONError``, also for a key that occurs twice in an object.
  public mutating func value() throws(JSONError) -> JSONValue {
    switch try kind() {
    case .string: return .string(try string())
    case .number: return .number(String(decoding: bytes[try number()], as: UTF8.self))
    case .word: return try word()
    case .array:
      var elements: [JSONValue] = []
      try enter()
      while try hasNext() { elements.append(try value()) }
      return .array(elements)
    case .object: return .object(try members())
    }
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    // Keys are compared as bytes: Swift's equality would join keys that differ by normal form only.
    var keys: Set<[UInt8]> = []
    try enter()
    while try hasNext() {
      skipSpace()
      let start = position
      let key = try key()
      let name = string(of: key)
      guard keys.insert([UInt8](name.utf8)).inserted else {
        throw error(.duplicateKey(name), at: start)
      }
      members.append(JSONValue.Member(name, try value()))
    }
    return members
  }
}
