import ArgumentParser
import Books
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments
import TransparencyLog

struct LogCosignCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosign",
    abstract: "Publish a witness's signature of the log's head.",
    discussion: """
      The signature is checked with the keys of the policy that the books name under log. It is added to log/checkpoint, \
      and to the proofs that lead to this head; of the rest of the site the manifest alone changes.
      """
  )

  @OptionGroup var books: BooksOptions

  @Argument(help: "The folder of the site.")
  var site = "site"

  @Option(help: ArgumentHelp("The witness's answer to what log request wrote.", valueName: "file"))
  var answer: String

  @OptionGroup var memory: CheckpointOption

  @Flag(help: "Move files one by one where the file system cannot exchange folders.")
  var inPlace = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let read = try books.read(in: context)
    guard let policy = read.witnesses else {
      throw CommandFailure(
        .refused,
        "revshare: the books name no witnesses; name a policy under log in revshare.yaml"
      )
    }
    let bytes = try InputFile.read(answer, in: context, byteLimit: SignedNote.byteLimit) ?? []
    try CommandFailure.catching {
      let lock = try FolderLock(in: context.path(books.books))
      let folder = try SiteFolder(at: context.path(site))
      try publish(bytes, policy, to: folder, in: context)
      _ = consume folder
      _ = consume lock
    }
  }

  private func publish(
    _ answer: [UInt8],
    _ policy: WitnessPolicy,
    to folder: SiteFolder,
    in context: CommandContext
  ) throws {
    let published = try LoggedSite.read(site, in: context)
    let keeper = memory.keeper(books: books.books, in: context)
    let kept = try keeper.checkpoint()
    guard let head = published.log.checkpoint,
      kept.flatMap({ try? SignedNote(bytes: $0).text }) == head.text
    else {
      throw PublicationError.log(
        "the head of \(site) is not the one that was signed last; publish over the site as it was published last"
      )
    }
    let log = try published.log.cosigned(by: answer, of: policy)
    var staging = try LocalStaging(
      replacing: folder,
      isInPlace: inPlace,
      outdated: published.paths,
      last: SiteLayout.manifest
    )
    do {
      let store = LocalFileStore(root: folder.path)
      guard try published.replaceLog(with: log, from: store, in: &staging) else {
        try staging.abandon()
        return context.print("Nothing to publish: the witness's signature is there already.")
      }
      if let note = log.checkpoint { try keeper.replace(kept, with: note.bytes) }
      try staging.commit()
    } catch {
      try? staging.abandon()
      throw error
    }
    report(log, policy, in: context)
  }

  private func report(_ log: SiteLog, _ policy: WitnessPolicy, in context: CommandContext) {
    guard let note = log.checkpoint, let verifier = log.verifier else { return }
    context.print(
      "Published to \(site): the head of \(log.tree.size) entries with the witness's signature."
    )
    do throws(LogCheckpointError) {
      let witnessed = try policy.adding(log: verifier).checkpoint(of: note)
      context.print(
        "Enough witnesses have signed: \(witnessed.sightings.count) of \(policy.witnesses.count)."
      )
    } catch {
      context.print("Not enough yet: \(error).")
    }
  }
}
