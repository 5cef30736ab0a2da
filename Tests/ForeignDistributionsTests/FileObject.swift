import EVMTypes
import StrictJSON
import Testing

/// A JSON value of a fixture, looked into by a test.
struct FileObject {
  let value: JSONValue

  init(_ path: String) throws {
    self.value = try JSONValue(parsing: Array(PublishedFile.text(path).utf8))
  }

  init(value: JSONValue) {
    self.value = value
  }

  subscript(key: String) -> FileObject {
    get throws {
      let member = try members.first { $0.key == key }
      return FileObject(value: try #require(member?.value, "there is no \(key)"))
    }
  }

  var members: [JSONValue.Member] {
    get throws {
      guard case .object(let members) = value else { throw NotThere() }
      return members
    }
  }

  var elements: [FileObject] {
    get throws {
      guard case .array(let elements) = value else { throw NotThere() }
      return elements.map { FileObject(value: $0) }
    }
  }

  var text: String {
    get throws {
      switch value {
      case .string(let text), .number(let text): return text
      default: throw NotThere()
      }
    }
  }

  var number: UInt256 { get throws { try #require(UInt256(decimal: try text.utf8)) } }

  var digests: [Digest] {
    get throws { try elements.map { try #require(Digest(text: try $0.text.utf8)) } }
  }

  struct NotThere: Error {}
}

extension JSONValue {
  /// The value with the member at a path changed, or left out.
  func editing(_ path: [String], _ change: (Member) -> Member?) -> JSONValue {
    guard case .object(let members) = self, let key = path.first else { return self }
    return .object(
      members.compactMap { member in
        guard member.key == key else { return member }
        guard path.count > 1 else { return change(member) }
        return Member(key, member.value.editing(Array(path.dropFirst()), change))
      }
    )
  }

  func value(at path: [String]) -> JSONValue? {
    guard let key = path.first else { return self }
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value.value(at: Array(path.dropFirst()))
  }
}
