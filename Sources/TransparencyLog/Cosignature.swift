public import Signing

/// A witness's word that it saw a checkpoint at a time, and that it agrees with all that the witness saw of the log before.
///
/// - Source: C2SP tlog-cosignature, "Format" and "Ed25519 signed message".
public struct Cosignature: Sendable, Hashable {
  /// When the witness saw it, in Unix seconds, as it says; below 2⁶³.
  public let time: UInt64
  /// The Ed25519 signature over the time and the checkpoint's text: 64 bytes.
  public let signature: [UInt8]

  /// Signs a checkpoint's text.
  ///
  /// - Parameters:
  ///   - text: The checkpoint's text, which ends in a line feed.
  ///   - time: When it was seen, in Unix seconds; below 2⁶³.
  ///   - key: The witness's key.
  public init(of text: [UInt8], at time: UInt64, by key: Ed25519PrivateKey) {
    precondition(time <= UInt64(Int64.max), "a time is below 2⁶³")
    self.time = time
    self.signature = key.signature(of: Self.message(for: text, at: time))
  }

  /// Reads the bytes of a note's signature.
  ///
  /// Gives `nil` for another count of bytes than 72, and for a time of 2⁶³ or more.
  ///
  /// - Parameter bytes: The time, 8 bytes, the highest first; then the signature.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 8 + Ed25519PublicKey.signatureByteCount else { return nil }
    self.time = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    self.signature = Array(bytes[8...])
    guard time <= UInt64(Int64.max) else { return nil }
  }

  /// The bytes of a note's signature: time and signature.
  public var bytes: [UInt8] { time.bigEndianBytes + signature }

  /// Checks the signature.
  ///
  /// - Parameters:
  ///   - key: The witness's key.
  ///   - text: The checkpoint's text, which ends in a line feed.
  /// - Returns: Whether the witness made it for this checkpoint and this time.
  public func isMade(by key: Ed25519PublicKey, for text: [UInt8]) -> Bool {
    key.isSignature(signature, of: Self.message(for: text, at: time))
  }

  /// What a witness signs.
  ///
  /// - Parameters:
  ///   - text: The checkpoint's text.
  ///   - time: When it was seen, in Unix seconds.
  /// - Returns: The bytes.
  public static func message(for text: [UInt8], at time: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n".utf8) + text
  }
}
