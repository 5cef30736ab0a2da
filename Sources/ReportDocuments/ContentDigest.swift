import EVMTypes

/// The SHA-256 digest of a document, as 64 lower-case hexadecimal digits.
public struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
  /// The digits.
  public let description: String

  /// Takes the digest's bytes.
  ///
  /// - Parameter bytes: 32 bytes.
  public init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
    self.description = String(decoding: Hex.digits(of: bytes), as: UTF8.self)
  }

  /// Reads 64 lower-case hexadecimal digits.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter text: The digits.
  public init?(text: String) {
    guard let bytes = Hex.bytes(of: [UInt8](text.utf8)), bytes.count == 32 else { return nil }
    self.init(bytes: bytes)
    guard description == text else { return nil }
  }
}
