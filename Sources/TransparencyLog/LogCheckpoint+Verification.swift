extension LogCheckpoint {
  /// Reads the checkpoint of a note that the log has signed.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - log: The log's key; its name is the origin.
  /// - Throws: ``LogCheckpointError``.
  public init(of note: SignedNote, signedBy log: NoteVerifier) throws(LogCheckpointError) {
    do {
      _ = try note.signatures(by: [log])
    } catch {
      throw .note(error)
    }
    try self.init(text: note.text)
    guard origin == log.name else { throw .otherOrigin(expected: log.name, actual: origin) }
  }

  /// Whether a proof leads from this checkpoint to a later one of the same log.
  ///
  /// - Parameters:
  ///   - later: The later checkpoint, or the same.
  ///   - proof: The hashes of a consistency proof.
  /// - Returns: Whether the later log begins with all entries of this one.
  public func isExtended(by later: LogCheckpoint, proof: [LogHash]) -> Bool {
    origin == later.origin
      && LogTree.verifyConsistency(
        from: size,
        root: root,
        to: later.size,
        root: later.root,
        proof: proof
      )
  }
}
