import ArgumentParser
import Books
import ChainAccess
import ContractEvents
import Distribution
import FileStore
import LocalFileStore
import StrictJSON

struct SyncCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Read staking history and receipts from the chain into the books.",
    discussion: """
      Asks a JSON-RPC node for the events that revshare.yaml names and keeps them in chain.sqlite, up to \
      the finalized block or the confirmed depth. Goes on where it ended, and takes back what the chain \
      has replaced.
      """
  )

  @OptionGroup var books: BooksOptions
  @OptionGroup var node: NodeOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "Print nothing but problems.")
  var quiet = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let settings = try books.settings(in: context)
    guard !settings.chainSources.isEmpty else {
      throw CommandFailure(
        .malformedInput,
        "revshare.yaml: ledgers: nothing is read from the chain; name a `contract` in ledgers.staking, or a "
          + "`pool` in ledgers.receipts"
      )
    }
    let folder = context.path(books.books)
    let lock: FolderLock
    do {
      lock = try FolderLock(in: folder)
    } catch {
      throw CommandFailure(error)
    }
    let path = folder + "/" + BookSettings.chainFile.description
    let synced = try node.withConnection(in: quiet ? context.silent : context) {
      connection,
      line throws(ChainError) in
      try Self.read(settings, from: connection, into: path, &line)
    }
    _ = consume lock
    if json {
      context.print(synced.document.canonicalBytes)
    } else if !quiet {
      for line in synced.lines { context.print(line) }
    }
  }

  /// What was read, with what it took.
  struct Synced: Sendable {
    let outcome: SyncOutcome
    let postCount: Int
  }

  private static func read(
    _ settings: BookSettings,
    from connection: ChainConnection,
    into path: String,
    _ line: inout ProgressLine
  ) throws(ChainError) -> Synced {
    let store = try ChainStore(at: path, chain: settings.chain.id, isReadOnly: false)
    var sync = ChainSync(
      of: settings.chainSources,
      endings: settings.epochs.map(\.epoch.end.unixSeconds),
      upTo: settings.confirmedDepth,
      from: connection,
      into: store
    )
    let outcome = try sync.run { line.show($0, "events") }
    return Synced(outcome: outcome, postCount: connection.postCount)
  }
}

extension SyncCommand.Synced {
  fileprivate var lines: [String] {
    outcome.replaced.map {
      "The chain has replaced what was stored after block \($0.block), up to \($0.lastBlock): "
        + "\($0.eventCount) events were taken back and read again."
    } + [
      "Read up to block \(outcome.block.number) \(outcome.block.hash): \(outcome.eventCount) new events, "
        + "\(postCount) requests."
    ]
  }

  fileprivate var document: JSONValue {
    .object([
      .init(
        "block",
        .object([
          .init("number", .string("\(outcome.block.number)")),
          .init("hash", .string("\(outcome.block.hash)")),
        ])
      ),
      .init("events", .integer(outcome.eventCount)),
      .init(
        "replaced",
        .array(
          outcome.replaced.map {
            .object([
              .init("after", .string("\($0.block)")), .init("upTo", .string("\($0.lastBlock)")),
              .init("events", .integer($0.eventCount)),
            ])
          }
        )
      ),
      .init("requests", .integer(postCount)),
    ])
  }
}
