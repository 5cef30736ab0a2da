import ArgumentParser
import FileStore
import Publishing
import TransparencyLog

/// What an auditor knows of the log from elsewhere.
struct AuditTrust: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The log's verifier key, from elsewhere than the site: the text, or a file that holds it.",
      valueName: "key"
    )
  )
  var key: String?

  @Option(
    help: ArgumentHelp(
      "The witnesses that you trust, and how many of them must have signed (C2SP tlog-policy).",
      valueName: "file"
    )
  )
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "A checkpoint that was kept (a copy of log/checkpoint): everything up to it must still be there.",
      valueName: "file"
    )
  )
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Where both signed checkpoints are written if they contradict each other.",
      valueName: "folder"
    )
  )
  var evidence = "contradiction"

  /// Checks the log by what is known of it.
  ///
  /// Two checkpoints of one key that contradict each other are a proof that its owner has signed two histories.
  func check(_ audit: inout SiteAudit, in context: CommandContext) throws(CommandFailure) {
    let verifier = try verifier(in: context)
    if let verifier { audit.checkKey(verifier) }
    if let policy {
      audit.checkWitnesses(try PolicyOption.read(policy, in: context), key: verifier)
    }
    guard let since else { return }
    let note: SignedNote
    do {
      let bytes = try InputFile.read(since, in: context, byteLimit: SignedNote.byteLimit) ?? []
      note = try SignedNote(bytes: bytes)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.malformedInput, "\(since): not a checkpoint: \(error)")
    }
    guard let found = audit.checkHistory(since: note, key: verifier) else { return }
    do {
      try NewFolder(evidence, in: context).write([
        ("checkpoint-kept", note.bytes), ("checkpoint-found", found.bytes),
      ])
    } catch {
      throw CommandFailure(error)
    }
    context.printError("both checkpoints are in \(evidence)")
  }

  private func verifier(in context: CommandContext) throws(CommandFailure) -> NoteVerifier? {
    guard let key else { return nil }
    do {
      if key.utf8.contains(UInt8(ascii: "+")) { return try NoteVerifier(text: key) }
      let bytes = try InputFile.read(key, in: context, byteLimit: 4_000) ?? []
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CommandFailure(.malformedInput, "\(key): not a verifier key")
      }
      return try NoteVerifier(text: text.utf8.last == 0x0A ? String(text.dropLast()) : text)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.malformedInput, "--key: \(error)")
    }
  }
}
