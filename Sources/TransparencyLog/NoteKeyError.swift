/// Why a text is not a key of notes.
public enum NoteKeyError: Error, Sendable, Hashable {
  /// The text is not name, number and base64 with `+` between them.
  case malformed
  /// The text does not begin with `PRIVATE+KEY+`, as that of a private key does.
  case notPrivate
  /// The text is that of a private key, where a verifier key is expected.
  case isPrivate
  /// The name is none.
  case malformedName
  /// The key is of a type that this program does not have.
  case unknownType(UInt8)
  /// The key has other than 32 bytes.
  case wrongKeyByteCount(Int)
  /// The number is not that of this name and key.
  case otherNumber(expected: UInt32, actual: UInt32)
}

extension NoteKeyError: CustomStringConvertible {
  /// The fact, in one line; nothing of the key is told.
  public var description: String {
    switch self {
    case .malformed:
      "a key is a name, 8 lower-case hexadecimal digits and base64, with + between them"
    case .notPrivate: "a private key begins with PRIVATE+KEY+"
    case .isPrivate:
      "this is a private key; a verifier key is expected, and this one must not be told"
    case .malformedName:
      "the key's name is empty, too long, or holds a space or a control character"
    case .unknownType(0x06):
      "the key is of type 0x06 (ML-DSA-44), which this program does not have; it takes Ed25519 (0x01, 0x04)"
    case .unknownType(let type): "the key is of type \(type); Ed25519 keys are of type 1 or 4"
    case .wrongKeyByteCount(let count): "the key has \(count) bytes; an Ed25519 key has 32"
    case .otherNumber(let expected, let actual):
      "the number is \(Self.digits(actual)); that of this name and key is \(Self.digits(expected))"
    }
  }

  private static func digits(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
