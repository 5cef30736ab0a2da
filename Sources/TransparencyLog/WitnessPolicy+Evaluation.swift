import Signing

extension WitnessPolicy {
  /// Judges the checkpoint of a note.
  ///
  /// - Parameter note: The note.
  /// - Returns: The checkpoint, and who has signed it.
  /// - Throws: ``LogCheckpointError`` when no log of the policy has signed it, a signature of a known key does not
  ///   hold, or the witnesses that have signed are no quorum.
  public func checkpoint(of note: SignedNote) throws(LogCheckpointError) -> WitnessedCheckpoint {
    let logs: [NoteVerifier]
    let times: [Ed25519PublicKey: UInt64]
    do {
      logs = try note.signatures(by: self.logs.map(\.verifier)).map(\.verifier)
      times = try self.times(in: note)
    } catch {
      throw .note(error)
    }
    let checkpoint = try LogCheckpoint(text: note.text)
    guard let log = logs.first(where: { $0.name == checkpoint.origin }) else {
      throw .otherOrigin(expected: logs[0].name, actual: checkpoint.origin)
    }
    guard isQuorum(Set(times.keys)) else {
      throw .noQuorum(signed: times.count, witnesses: witnesses.count)
    }
    let sightings = witnesses.map(\.verifier).compactMap { witness in
      times[witness.key].map { WitnessedCheckpoint.Sighting(witness: witness, time: $0) }
    }
    return WitnessedCheckpoint(checkpoint: checkpoint, log: log, sightings: sightings)
  }

  /// The witnesses that have signed, with their latest times.
  private func times(
    in note: SignedNote
  ) throws(SignedNoteError) -> [Ed25519PublicKey: UInt64] {
    let verifiers = witnesses.map(\.verifier)
    // A note that no witness has signed is judged by the quorum.
    guard
      note.signatures.contains(where: { line in
        verifiers.contains { $0.name == line.name && $0.keyID == line.keyID }
      })
    else { return [:] }
    var times: [Ed25519PublicKey: UInt64] = [:]
    for (signature, verifier) in try note.signatures(by: verifiers) {
      guard let cosignature = Cosignature(bytes: signature.bytes) else { continue }
      times[verifier.key] = max(times[verifier.key] ?? 0, cosignature.time)
    }
    return times
  }

  /// Whether enough witnesses have signed.
  private func isQuorum(_ signed: Set<Ed25519PublicKey>) -> Bool {
    guard let quorum else { return true }
    var holds: [Bool] = []
    for rule in rules {
      switch rule {
      case .witness(let index): holds.append(signed.contains(witnesses[index].verifier.key))
      case .group(let threshold, let members):
        holds.append(members.count { holds[$0] } >= threshold)
      }
    }
    return holds[quorum]
  }
}
