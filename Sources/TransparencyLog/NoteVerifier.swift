public import Signing

/// A key that checks signatures of notes, under a name.
///
/// - Source: C2SP signed-note, "Verifier keys" and "Ed25519 signatures"; tlog-cosignature, "Format".
public struct NoteVerifier: Sendable, Hashable {
  /// The key's name.
  public let name: NoteName
  /// How the key signs.
  public let algorithm: NoteAlgorithm
  /// The key itself.
  public let key: Ed25519PublicKey

  /// Names a key.
  ///
  /// - Parameters:
  ///   - name: The key's name.
  ///   - algorithm: How it signs.
  ///   - key: The key.
  public init(name: NoteName, algorithm: NoteAlgorithm, key: Ed25519PublicKey) {
    self.name = name
    self.algorithm = algorithm
    self.key = key
  }

  /// Reads the text that ``text`` writes.
  ///
  /// - Parameter text: The name, the number in 8 lower-case hexadecimal digits, and the base64 of type and key,
  ///   with `+` between them.
  /// - Throws: ``NoteKeyError``.
  public init(text: String) throws(NoteKeyError) {
    try self.init(bytes: Array(text.utf8)[...])
  }

  /// Reads the UTF-8 bytes of the text.
  init(bytes: ArraySlice<UInt8>) throws(NoteKeyError) {
    guard !bytes.starts(with: NoteSigner.prefix) else { throw .isPrivate }
    let fields = try NoteKeyFields(bytes)
    guard let algorithm = NoteAlgorithm(rawValue: fields.type) else {
      throw .unknownType(fields.type)
    }
    guard let key = Ed25519PublicKey(bytes: fields.key) else {
      throw .wrongKeyByteCount(fields.key.count)
    }
    self.init(name: fields.name, algorithm: algorithm, key: key)
    guard keyID == fields.keyID else { throw .otherNumber(expected: keyID, actual: fields.keyID) }
  }

  /// The key's number: the first four bytes of the SHA-256 of name, line feed, type and key.
  public var keyID: UInt32 {
    SHA256.hash(Array(name.text.utf8) + [0x0A, algorithm.rawValue] + key.bytes)[..<4]
      .reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The verifier key: the name, the number in hexadecimal digits, and the base64 of type and key, with `+`
  /// between them.
  public var text: String {
    NoteKeyFields(name: name, keyID: keyID, type: algorithm.rawValue, key: key.bytes).text
  }

  /// Checks a signature.
  ///
  /// - Parameters:
  ///   - signature: The signature's bytes, without the key's number.
  ///   - text: The note's text.
  /// - Returns: Whether the key made it for this text.
  public func isSignature(_ signature: [UInt8], of text: [UInt8]) -> Bool {
    switch algorithm {
    case .ed25519: key.isSignature(signature, of: text)
    case .cosignature: Cosignature(bytes: signature)?.isMade(by: key, for: text) ?? false
    }
  }
}

extension NoteVerifier: CustomStringConvertible {
  /// The verifier key.
  public var description: String { text }
}
