/// The head of a log: how many entries it has, and the hash over them.
///
/// - Source: C2SP tlog-checkpoint, "Note text". Logs without entries and extension lines are not taken.
public struct LogCheckpoint: Sendable, Hashable {
  /// The log's name.
  public let origin: NoteName
  /// How many entries the log has; at least 1.
  public let size: Int
  /// The root over them.
  public let root: LogHash

  /// Takes a log's head.
  ///
  /// - Parameters:
  ///   - origin: The log's name.
  ///   - size: How many entries the log has; at least 1.
  ///   - root: The root over them.
  public init(origin: NoteName, size: Int, root: LogHash) {
    precondition(size > 0, "a log without entries has no checkpoint")
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads a checkpoint's text.
  ///
  /// - Parameter text: The text of a note: origin, size and root, each with a line feed.
  /// - Throws: ``LogCheckpointError``.
  public init(text: [UInt8]) throws(LogCheckpointError) {
    var lines = TextLines(text[...])
    guard let originLine = lines.next(), let sizeLine = lines.next(), let rootLine = lines.next()
    else { throw .missingLines }
    guard lines.isAtEnd else { throw .extensionLines }
    guard let origin = NoteName(bytes: originLine) else { throw .malformedOrigin }
    guard let size = Int(decimal: sizeLine) else { throw .malformedSize }
    guard size > 0 else { throw .noEntries }
    guard let root = LogHash(base64: rootLine) else { throw .malformedRoot }
    self.init(origin: origin, size: size, root: root)
  }

  /// The text that is signed: origin, size and root, each with a line feed.
  public var text: [UInt8] { Array("\(origin)\n\(size)\n\(root.base64)\n".utf8) }

  /// Signs the checkpoint.
  ///
  /// - Parameter signer: The log's key; its name is the origin.
  /// - Returns: The note.
  /// - Throws: ``LogCheckpointError/otherOrigin(expected:actual:)``.
  public func signed(by signer: NoteSigner) throws(LogCheckpointError) -> SignedNote {
    try note(with: signer.signature(of: text))
  }

  /// Joins the checkpoint and a signature that was made elsewhere, of ``text``.
  ///
  /// - Parameters:
  ///   - signature: 64 bytes of Ed25519.
  ///   - verifier: The log's key; its name is the origin.
  /// - Returns: The note.
  /// - Throws: ``LogCheckpointError``; a signature that does not hold is refused.
  public func signed(
    with signature: [UInt8],
    verifier: NoteVerifier
  ) throws(LogCheckpointError) -> SignedNote {
    guard verifier.algorithm == .ed25519, verifier.isSignature(signature, of: text) else {
      throw .note(.wrongSignature(verifier.name))
    }
    return try note(
      with: NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: signature)
    )
  }

  private func note(with signature: NoteSignature) throws(LogCheckpointError) -> SignedNote {
    guard signature.name == origin else {
      throw .otherOrigin(expected: signature.name, actual: origin)
    }
    do {
      return try SignedNote(text: text, signatures: [signature])
    } catch {
      throw .note(error)
    }
  }
}
