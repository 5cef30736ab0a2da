import EVMTypes

/// What is published in a private value's place: it binds the value and tells nothing of it.
///
/// - Source: docs/specification.md, section 11.
public struct ValueCommitment: Sendable, Hashable {
  /// SHA-256 of the salt, the value's length and the value; 32 bytes.
  public let digest: [UInt8]

  /// How many bytes a salt has.
  public static let saltByteCount = 32
  /// How many bytes the text of a commitment has.
  public static let textByteCount = prefix.utf8.count + 64
  private static let prefix = "sha256:"

  /// Commits to a value.
  ///
  /// - Parameters:
  ///   - value: The value's UTF-8 bytes; may be empty.
  ///   - salt: 32 bytes that nobody can guess, of this value alone.
  public init(to value: some Collection<UInt8>, salt: [UInt8]) {
    precondition(salt.count == Self.saltByteCount, "a salt has 32 bytes")
    var message = salt
    message.reserveCapacity(salt.count + 8 + value.count)
    message.append(lengthAndBytesOf: value)
    self.digest = SHA256.hash(message)
  }

  /// Whether a text is written as a commitment is.
  ///
  /// - Parameter text: Any text.
  /// - Returns: Whether it is `sha256:` and 64 lower-case hexadecimal digits.
  public static func isWritten(in text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count == textByteCount, bytes.starts(with: prefix.utf8) else { return false }
    return bytes.dropFirst(prefix.utf8.count).allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
  }
}

extension ValueCommitment: CustomStringConvertible {
  /// `sha256:` and 64 lower-case hexadecimal digits, as it is published.
  public var description: String {
    Self.prefix + String(decoding: Hex.digits(of: digest), as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends how many bytes there are, as 8 bytes with the highest first, and then the bytes.
  mutating func append(lengthAndBytesOf bytes: some Collection<UInt8>) {
    let length = UInt64(bytes.count)
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    append(contentsOf: bytes)
  }
}
