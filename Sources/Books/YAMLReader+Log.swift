import TransparencyLog

extension YAMLReader {
  /// Who signs the log.
  var logSetting: BookSettings.LogSetting? {
    allow(["key", "verifier"])
    let key = optional("key")
    let verifier = optional("verifier")
    guard (key == nil) != (verifier == nil) else {
      problem(
        "expected key (a file that revshare key new has made), or verifier (the verifier key of a key that is "
          + "elsewhere)"
      )
      return nil
    }
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
