extension SignedNote {
  /// Checks the signatures of keys that the reader trusts.
  ///
  /// Signatures of other keys are passed over. A signature in the name and number of a known key has to hold,
  /// also when another one of it does.
  ///
  /// - Source: C2SP signed-note, "Signatures".
  /// - Parameter verifiers: The keys.
  /// - Returns: The signatures that were checked, with their keys, in the order of their lines; at least one.
  /// - Throws: ``SignedNoteError/wrongSignature(_:)``, ``SignedNoteError/noKnownKey``.
  public func signatures(
    by verifiers: [NoteVerifier]
  ) throws(SignedNoteError) -> [(signature: NoteSignature, verifier: NoteVerifier)] {
    var found: [(signature: NoteSignature, verifier: NoteVerifier)] = []
    for signature in signatures {
      // Two keys of one name and number are possible, though only for who searches for them.
      let named = verifiers.filter { $0.name == signature.name && $0.keyID == signature.keyID }
      guard !named.isEmpty else { continue }
      guard let verifier = named.first(where: { $0.isSignature(signature.bytes, of: text) }) else {
        throw .wrongSignature(signature.name)
      }
      found.append((signature, verifier))
    }
    guard !found.isEmpty else { throw .noKnownKey }
    return found
  }
}
