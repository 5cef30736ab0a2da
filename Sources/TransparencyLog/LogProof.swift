import Signing

/// The file that proves that an entry is in a log, without the log.
///
/// - Source: C2SP tlog-proof, "Format".
public struct LogProof: Sendable, Hashable {
  /// The entry's place in the log, from 0.
  public let index: Int
  /// The hashes from the entry's sibling upward, at most 63.
  public let hashes: [LogHash]
  /// The signed checkpoint that they lead to.
  public let checkpoint: SignedNote
  /// Bytes that an application added; nobody has signed them.
  ///
  /// `nil` for none.
  public let extra: [UInt8]?

  /// How many hashes a proof may have: a log has fewer than 2⁶³ entries.
  public static let hashLimit = 63
  /// The first line.
  static let header = "c2sp.org/tlog-proof@v1"

  /// Joins the parts of a proof.
  ///
  /// - Parameters:
  ///   - index: The entry's place in the log, from 0.
  ///   - hashes: The hashes from the entry's sibling upward, at most 63.
  ///   - checkpoint: The signed checkpoint that they lead to.
  ///   - extra: Bytes to add, which nobody signs; at least one.
  public init(index: Int, hashes: [LogHash], checkpoint: SignedNote, extra: [UInt8]? = nil) {
    precondition(index >= 0 && hashes.count <= Self.hashLimit, "a proof has a place and 63 hashes")
    precondition(extra?.isEmpty != true, "what is added has bytes")
    self.index = index
    self.hashes = hashes
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var text = Self.header + "\n"
    if let extra { text += "extra \(Base64.text(of: extra))\n" }
    text += "index \(index)\n"
    for hash in hashes { text += hash.base64 + "\n" }
    return Array(text.utf8) + [UInt8(ascii: "\n")] + checkpoint.bytes
  }
}
