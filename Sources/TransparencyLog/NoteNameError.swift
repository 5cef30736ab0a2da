/// Why a text is not the name of a key.
public enum NoteNameError: Error, Sendable, Hashable {
  /// The text is empty.
  case empty
  /// The text has more bytes than a name may have.
  case tooLong(byteCount: Int)
  /// The text holds a space, a `+` or a control character.
  case character(Unicode.Scalar)
}

extension NoteNameError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .empty: "the name is empty; use an address without https://, such as example.com/revshare"
    case .tooLong(let byteCount):
      "the name has \(byteCount) bytes; at most \(NoteName.byteLimit) are taken"
    case .character(let scalar):
      "the name holds U+\(Self.digits(of: scalar)); spaces, + and control characters cannot be in it"
    }
  }

  private static func digits(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
