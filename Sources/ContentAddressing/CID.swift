import Signing

/// The identifier of a block by its content: version 1, SHA-256.
///
/// - Source: multiformats, "CID" (version 1), multicodec and multihash.
public struct CID: Sendable, Hashable, CustomStringConvertible {
  /// What a block holds.
  enum Codec: UInt8 {
    /// Bytes.
    case raw = 0x55
    /// A node of links.
    case dagPB = 0x70
  }

  /// The identifier's 36 bytes: version, codec, hash function, length of the digest, digest.
  public let bytes: [UInt8]

  init(of block: [UInt8], _ codec: Codec) {
    // 0x12 is sha2-256 and 0x20 the count of its bytes.
    self.bytes = [0x01, codec.rawValue, 0x12, 0x20] + SHA256.hash(block)
  }

  /// The identifier in base32, beginning with `b`.
  public var description: String { "b" + base32(bytes) }
}
