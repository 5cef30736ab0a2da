public import Signing

/// A private key that signs notes, under a name.
///
/// - Source: C2SP signed-note; the text is that of Go's `golang.org/x/mod/sumdb/note`.
public struct NoteSigner: Sendable, Hashable {
  /// The key's name.
  public let name: NoteName
  /// The key itself.
  public let key: Ed25519PrivateKey

  /// What the text of a private key begins with.
  static let prefix = Array("PRIVATE+KEY+".utf8)

  /// Names a key.
  ///
  /// - Parameters:
  ///   - name: The key's name.
  ///   - key: The key.
  public init(name: NoteName, key: Ed25519PrivateKey) {
    self.name = name
    self.key = key
  }

  /// Reads the text that ``secretText`` writes.
  ///
  /// - Parameter text: `PRIVATE+KEY+`, the name, the number in 8 lower-case hexadecimal digits, and the base64 of type 1
  ///   and the secret, with `+` between them.
  /// - Throws: ``NoteKeyError``.
  public init(secretText text: String) throws(NoteKeyError) {
    let bytes = Array(text.utf8)
    guard bytes.starts(with: Self.prefix) else { throw .notPrivate }
    let fields = try NoteKeyFields(bytes[Self.prefix.count...])
    guard fields.type == NoteAlgorithm.ed25519.rawValue else { throw .unknownType(fields.type) }
    guard let key = Ed25519PrivateKey(seed: fields.key) else {
      throw .wrongKeyByteCount(fields.key.count)
    }
    self.init(name: fields.name, key: key)
    let keyID = verifier.keyID
    guard keyID == fields.keyID else { throw .otherNumber(expected: keyID, actual: fields.keyID) }
  }

  /// The key that checks this one's signatures.
  public var verifier: NoteVerifier {
    NoteVerifier(name: name, algorithm: .ed25519, key: key.publicKey)
  }

  /// The key that checks this one's cosignatures, which has another number.
  public var cosignatureVerifier: NoteVerifier {
    NoteVerifier(name: name, algorithm: .cosignature, key: key.publicKey)
  }

  /// The private key as text, which its owner alone may read.
  public var secretText: String {
    let fields = NoteKeyFields(
      name: name,
      keyID: verifier.keyID,
      type: NoteAlgorithm.ed25519.rawValue,
      key: key.seed
    )
    return String(decoding: Self.prefix, as: UTF8.self) + fields.text
  }

  /// Signs a text as a log does.
  ///
  /// - Parameter text: The note's text, which ends in a line feed.
  /// - Returns: The signature.
  public func signature(of text: [UInt8]) -> NoteSignature {
    NoteSignature(name: name, keyID: verifier.keyID, bytes: key.signature(of: text))
  }

  /// Signs a checkpoint as a witness does.
  ///
  /// - Parameters:
  ///   - text: The checkpoint's text, which ends in a line feed.
  ///   - time: When it was seen, in Unix seconds; below 2⁶³.
  /// - Returns: The signature, which holds a ``Cosignature``.
  public func cosignature(of text: [UInt8], at time: UInt64) -> NoteSignature {
    let cosignature = Cosignature(of: text, at: time, by: key)
    return NoteSignature(
      name: name,
      keyID: cosignatureVerifier.keyID,
      bytes: cosignature.bytes
    )
  }
}

extension NoteSigner: CustomStringConvertible {
  /// Whose key it is; nothing of the secret.
  public var description: String { "the private key of \(name)" }
}
