import ReportDocuments
public import TransparencyLog

extension SiteLog {
  /// The size of the log that a witness has signed last, as the published proofs and the head show it.
  ///
  /// Nothing of it is checked: a witness that saw another size answers with it.
  ///
  /// - Parameter witness: The witness's name.
  /// - Returns: The size; 0 for none.
  public func lastSize(signedBy witness: NoteName) -> Int {
    let notes =
      statements.compactMap { try? LogProof(bytes: proof(of: $0.publication) ?? []).checkpoint }
      + [checkpoint].compactMap(\.self)
    let sizes = notes.filter { $0.signatures.contains { $0.name == witness } }
      .compactMap { try? LogCheckpoint(text: $0.text).size }
    return min(sizes.max() ?? 0, tree.size)
  }

  /// What is sent to a witness, which then signs the head.
  ///
  /// - Parameter oldSize: The size of the log that the witness has signed last; 0 for none.
  /// - Returns: The body of `add-checkpoint`; `nil` for a log that is not signed, or that never had this size.
  public func witnessRequest(from oldSize: Int) -> WitnessRequest? {
    guard let checkpoint else { return nil }
    return WitnessRequest(
      tree: tree,
      oldSize: oldSize,
      size: tree.size,
      checkpoint: checkpoint
    )
  }

  /// The log with what a witness answered: in its head, and in the proofs that lead to this head.
  ///
  /// - Parameters:
  ///   - answer: The answer's bytes: signature lines.
  ///   - policy: The witnesses that are known.
  /// - Returns: The log.
  /// - Throws: ``PublicationError/log(_:)`` when the log is not signed, or no line holds.
  public func cosigned(
    by answer: [UInt8],
    of policy: WitnessPolicy
  ) throws(PublicationError) -> SiteLog {
    guard let checkpoint, let request = witnessRequest(from: 0) else {
      throw .log("the log is not signed: there is nothing for a witness to sign")
    }
    let note: SignedNote
    do {
      note = try request.checkpoint(
        answeredBy: answer,
        witnesses: policy.witnesses.map(\.verifier)
      )
    } catch {
      throw .log("the answer: \(error)")
    }
    var log = self
    for statement in statements {
      guard let bytes = proof(of: statement.publication), let proof = try? LogProof(bytes: bytes),
        proof.checkpoint.text == checkpoint.text,
        let cosigned = try? proof.checkpoint.adding(note.signatures)
      else { continue }
      let more = LogProof(
        index: proof.index,
        hashes: proof.hashes,
        checkpoint: cosigned,
        extra: proof.extra
      )
      log.keep(proof: more.bytes, of: statement.publication)
    }
    log.keep(checkpoint: note)
    return log
  }
}
