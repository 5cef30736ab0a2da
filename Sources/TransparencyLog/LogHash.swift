import EVMTypes
import Signing

/// A hash of the log's tree: 32 bytes of SHA-256.
public struct LogHash: Sendable, Hashable {
  private let words: Digest

  /// Takes 32 bytes as a hash.
  ///
  /// Gives `nil` for another count of bytes.
  ///
  /// - Parameter bytes: The bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard let words = Digest(bytes: bytes) else { return nil }
    self.words = words
  }

  /// Reads base64, of which a hash has one text.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter text: 44 ASCII digits, the last one `=`.
  public init?(base64 text: some Collection<UInt8>) {
    guard text.count == 44, let bytes = Base64.bytes(of: text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The hash of an entry.
  ///
  /// - Source: RFC 6962, section 2.1: SHA-256 of a zero byte and the entry.
  /// - Parameter entry: The entry's bytes.
  public init(ofEntry entry: [UInt8]) {
    self.init(sha256Of: [0] + entry)
  }

  /// The hash of a node.
  ///
  /// - Source: RFC 6962, section 2.1: SHA-256 of a one byte and the hashes of both children.
  /// - Parameters:
  ///   - left: The left child's hash.
  ///   - right: The right child's hash.
  public init(left: LogHash, right: LogHash) {
    self.init(sha256Of: [1] + left.bytes + right.bytes)
  }

  /// The hash of a log without entries: SHA-256 of nothing.
  public static let empty = LogHash(sha256Of: [])

  /// The 32 bytes.
  public var bytes: [UInt8] { words.bytes }
  /// The hash as log files hold it: 44 digits of base64.
  public var base64: String { Base64.text(of: bytes) }
  /// The hash as other documents hold it: 64 lower-case hexadecimal digits, without a prefix.
  public var hex: String { String(decoding: Hex.digits(of: bytes), as: UTF8.self) }

  private init(sha256Of message: [UInt8]) {
    guard let words = Digest(bytes: SHA256.hash(message)) else {
      preconditionFailure("SHA-256 gives 32 bytes")
    }
    self.words = words
  }
}

extension LogHash: CustomStringConvertible {
  /// The hash in base64.
  public var description: String { base64 }
}
