import TransparencyLog

extension YAMLReader {
  /// Who signs the log, and what others sign of it.
  var logSettings: BookSettings.LogSettings? {
    allow(["key", "verifier", "policy", "signatures"])
    let key = optional("key")
    let verifier = optional("verifier")
    let policyPlace = optional("policy")
    let signaturesPlace = optional("signatures")
    let policy = policyPlace?.bookPath
    let signatures = signaturesPlace?.bookPath
    let isAlone = key == nil && verifier == nil && policyPlace == nil && signaturesPlace != nil
    guard isAlone || (key == nil) != (verifier == nil) else {
      problem(
        "expected key (a file that revshare key new has made), or verifier (the verifier key of a key that is "
          + "elsewhere)"
      )
      return nil
    }
    let signer = isAlone ? nil : logSigner(key: key, verifier: verifier)
    guard isAlone || signer != nil, (policy == nil) == (policyPlace == nil),
      (signatures == nil) == (signaturesPlace == nil)
    else { return nil }
    return BookSettings.LogSettings(signer: signer, policy: policy, signatures: signatures)
  }

  private func logSigner(key: YAMLReader?, verifier: YAMLReader?) -> BookSettings.LogSetting? {
    if let key { return key.bookPath.map { .key($0) } }
    guard let verifier, let text = verifier.word else { return nil }
    do {
      let key = try NoteVerifier(text: text)
      guard key.algorithm == .ed25519 else {
        verifier.problem("the key of a witness; a log signs with a key of type 0x01")
        return nil
      }
      return .verifier(key)
    } catch {
      verifier.problem("\(error)")
      return nil
    }
  }
}
