import ArgumentParser
import Books
import FileStore
import LocalFileStore
import Publishing
import Signing
import TransparencyLog

/// How the log is signed.
struct SigningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The key that signs the log, in the place of the one that the books name; see revshare key new.",
      valueName: "file"
    )
  )
  var key: String?

  @OptionGroup var memory: CheckpointOption

  @Option(
    help: ArgumentHelp(
      "For a key that is elsewhere: write the exact bytes to sign to a new folder, and publish nothing.",
      valueName: "folder"
    )
  )
  var prepare: String?

  @Option(
    help: ArgumentHelp("Publish what was prepared there, with --signature.", valueName: "folder")
  )
  var complete: String?

  @Option(help: ArgumentHelp("The 64 bytes of the signature.", valueName: "file"))
  var signature: String?

  func validate() throws {
    if prepare != nil && complete != nil {
      throw ValidationError("--prepare and --complete exclude each other")
    }
    if (complete == nil) != (signature == nil) {
      throw ValidationError("--complete and --signature belong together")
    }
  }

  /// The name of the file that is to be signed.
  static var headName: RelativePath { "checkpoint" }

  /// What becomes of a log that is to be signed.
  enum Outcome {
    /// It may be published.
    case publishable(SiteLog)
    /// These files are to be signed first, by a key that is elsewhere.
    case prepared([(path: RelativePath, bytes: [UInt8])])
  }

  /// The log under a signed head, where somebody signs.
  func signed(
    _ log: SiteLog,
    of history: SiteHistory,
    by setting: BookSettings.LogSetting?,
    books: String,
    kept: [UInt8]?,
    in context: CommandContext
  ) throws -> Outcome {
    if let key {
      return .publishable(try signed(log, of: history, by: try signer(in: key, context), kept))
    }
    guard let setting else {
      guard log.verifier == nil, kept == nil, prepare == nil, complete == nil else {
        throw PublicationError.log(
          "the log is signed, but the books name no key; name it under log in revshare.yaml"
        )
      }
      return .publishable(log)
    }
    switch setting {
    case .key(let path):
      let signer = try signer(in: "\(books)/\(path)", context)
      return .publishable(try signed(log, of: history, by: signer, kept))
    case .verifier(let verifier):
      try check(log, verifier, kept)
      if let checkpoint = log.checkpoint, prepare == nil, complete == nil {
        return .publishable(try log.signed(by: checkpoint, verifier))
      }
      let head = log.head(of: verifier.name)
      let provenance = log.missingProvenance(of: history, by: verifier)
      if prepare != nil {
        return .prepared(
          provenance.map { (Self.name(of: $0), $0.signedBytes) } + [(Self.headName, head.text)]
        )
      }
      guard let complete, let signature else {
        throw PublicationError.log(
          "the key that signs the log is elsewhere; publish in two steps, with --prepare and --complete"
        )
      }
      let prepared = try InputFile.read(
        "\(complete)/\(Self.headName)",
        in: context,
        byteLimit: 4_000
      )
      guard prepared == head.text else {
        throw PublicationError.log(
          "\(complete) was prepared for another state of books and site; prepare it again"
        )
      }
      let bytes = try InputFile.read(signature, in: context, byteLimit: 4_000) ?? []
      let note: SignedNote
      do {
        note = try head.signed(with: bytes, verifier: verifier)
      } catch {
        throw PublicationError.log("\(signature): \(error)")
      }
      // A head that is published keeps what witnesses have added to it.
      let signed = try log.signed(by: log.checkpoint ?? note, verifier)
      return .publishable(
        try provenance.reduce(signed) { log, provenance in
          let file = context.path("\(complete)/\(Self.name(of: provenance)).sig")
          let signature = try KeptFile(path: file, byteLimit: 4_000).bytes()
          return try signature.map { try log.adding(provenance, signature: $0) } ?? log
        }
      )
    }
  }

  private func signed(
    _ log: SiteLog,
    of history: SiteHistory,
    by signer: NoteSigner,
    _ kept: [UInt8]?
  ) throws -> SiteLog {
    guard prepare == nil, complete == nil else {
      throw PublicationError.log(
        "the key itself is here, so there is nothing to prepare; publish without --prepare and --complete"
      )
    }
    try check(log, signer.verifier, kept)
    let signed = try log.signed(
      by: log.checkpoint ?? log.head(of: signer.name).signed(by: signer),
      signer.verifier
    )
    return try signed.missingProvenance(of: history, by: signer.verifier).reduce(signed) {
      try $0.adding($1, signature: signer.key.signature(of: $1.signedBytes))
    }
  }

  /// The name of the file with what is to be signed of a publication's provenance.
  private static func name(of provenance: PublicationProvenance) -> RelativePath {
    let name = "provenance-\(provenance.publication)"
    guard let path = RelativePath(name) else { preconditionFailure("a number is a path") }
    return path
  }

  private func check(
    _ log: SiteLog,
    _ verifier: NoteVerifier,
    _ kept: [UInt8]?
  ) throws {
    guard let kept else { return }
    let note: SignedNote
    do {
      note = try SignedNote(bytes: kept)
    } catch {
      throw PublicationError.log("the kept checkpoint: \(error)")
    }
    try log.checkContinuation(of: note, verifier)
  }

  private func signer(
    in file: String,
    _ context: CommandContext
  ) throws(CommandFailure) -> NoteSigner {
    let bytes = try InputFile.read(file, in: context, byteLimit: 4_000) ?? []
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0A else {
      throw CommandFailure(.malformedInput, "\(file): not a key; make one with revshare key new")
    }
    do {
      return try NoteSigner(secretText: String(text.dropLast()))
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }
}
