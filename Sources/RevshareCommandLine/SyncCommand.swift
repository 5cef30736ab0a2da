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
    let url = try node.url(in: context)
    let folder = context.path(books.books)
    let lock: FolderLock
    do {
      lock = try FolderLock(in: folder)
    } catch {
      throw CommandFailure(error)
    }
    let path = folder + "/" + BookSettings.chainFile.description
    let result = read(settings, from: url, into: path, quiet ? context.silent : context)
    _ = consume lock
    switch result {
    case .failure(let error): throw CommandFailure(error)
    case .success(let synced):
      if json {
        context.print(synced.document.canonicalBytes)
      } else if !quiet {
        for line in synced.lines { context.print(line) }
      }
    }
  }

  /// What was read, with what it took.
  struct Synced: Sendable {
    let outcome: SyncOutcome
    let postCount: Int
  }

  private func read(
    _ settings: BookSettings,
    from url: NodeURL,
    into path: String,
    _ context: CommandContext
  ) -> Result<Synced, ChainError> {
    let node = node
    return Interruption.wait { @Sendable () async -> Result<Synced, ChainError> in
      do throws(ChainError) {
        let connection = try node.connection(to: url)
        let store = try ChainStore(at: path, chain: settings.chain.id, isReadOnly: false)
        var sync = ChainSync(
          of: settings.chainSources,
          endings: settings.epochs.map(\.epoch.end.unixSeconds),
          upTo: settings.confirmedDepth,
          from: connection,
          into: store
        )
        var line = ProgressLine(in: context)
        defer { line.end() }
        let outcome = try sync.run { progress in
          line.show(
            progress.block - min(progress.block, progress.firstBlock),
            of: progress.lastBlock - min(progress.lastBlock, progress.firstBlock),
            "blocks",
            "\(progress.eventCount) events, at block \(progress.block)"
          )
        }
        return .success(Synced(outcome: outcome, postCount: connection.postCount))
      } catch {
        return .failure(error)
      }
    }
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
