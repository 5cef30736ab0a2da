/// The name of a key, and of the log whose key it is: an address without scheme, such as `opur.example/revshare`.
///
/// It holds no space of Unicode, no `+` and no control character. Names are equal when their bytes are: what
/// only looks the same is another name.
///
/// - Source: C2SP signed-note, "Format"; tlog-checkpoint, "Note text", where it is called the origin.
public struct NoteName: Sendable {
  /// The name.
  public let text: String

  /// How many bytes a name may have.
  public static let byteLimit = 1_000

  /// Takes a name.
  ///
  /// - Parameter text: The name.
  /// - Throws: ``NoteNameError``.
  public init(_ text: String) throws(NoteNameError) {
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.count <= Self.byteLimit else { throw .tooLong(byteCount: text.utf8.count) }
    for scalar in text.unicodeScalars {
      guard scalar != "+", !scalar.properties.isWhitespace, scalar.value >= 0x20 else {
        throw .character(scalar)
      }
    }
    self.text = text
  }

  /// Takes a name's UTF-8 bytes; `nil` when they are none.
  init?(bytes: ArraySlice<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self), let name = try? Self(text) else {
      return nil
    }
    self = name
  }
}

extension NoteName: Hashable {
  /// Whether two names have the same bytes.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: Another name.
  /// - Returns: Whether they are one.
  public static func == (left: NoteName, right: NoteName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the bytes.
  ///
  /// - Parameter hasher: What takes them.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(text.utf8.count)
  }
}

extension NoteName: CustomStringConvertible {
  /// The name.
  public var description: String { text }
}
