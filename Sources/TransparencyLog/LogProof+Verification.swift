extension LogProof {
  /// Checks the proof for an entry, for a reader who trusts one log's key.
  ///
  /// - Parameters:
  ///   - entry: The entry's bytes.
  ///   - log: The log's key.
  /// - Returns: The checkpoint that the log has signed.
  /// - Throws: ``LogProofError``.
  public func verify(
    entry: [UInt8],
    log: NoteVerifier
  ) throws(LogProofError) -> LogCheckpoint {
    try verify(entry: entry, policy: WitnessPolicy(log: log)).checkpoint
  }

  /// Checks the proof for an entry, for a reader who asks for witnesses too.
  ///
  /// - Parameters:
  ///   - entry: The entry's bytes.
  ///   - policy: The logs' keys, and which witnesses must have signed.
  /// - Returns: The checkpoint, and who has signed it.
  /// - Throws: ``LogProofError``.
  public func verify(
    entry: [UInt8],
    policy: WitnessPolicy
  ) throws(LogProofError) -> WitnessedCheckpoint {
    let witnessed: WitnessedCheckpoint
    do {
      witnessed = try policy.checkpoint(of: checkpoint)
    } catch {
      throw .checkpoint(error)
    }
    let isIncluded = LogTree.verifyInclusion(
      of: LogHash(ofEntry: entry),
      at: index,
      size: witnessed.checkpoint.size,
      root: witnessed.checkpoint.root,
      proof: hashes
    )
    guard isIncluded else { throw .notIncluded(index: index, size: witnessed.checkpoint.size) }
    return witnessed
  }
}
