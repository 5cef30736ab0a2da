/// How a key of notes signs.
///
/// - Source: C2SP signed-note, "Signature types". ML-DSA-44 (0x06) is not among them: OpenSSL 3.0 does not have it.
public enum NoteAlgorithm: UInt8, Sendable, Hashable {
  /// Ed25519 over the text: how a log signs.
  case ed25519 = 0x01
  /// Ed25519 over a time and the text: how a witness signs.
  case cosignature = 0x04
}
