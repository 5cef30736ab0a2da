import FileStore
import LocalFileStore
import ReportDocuments

/// The file of the books that keeps how contracts stood on the chain.
struct ChainStateFile {
  private static let name: RelativePath = "chain-state.json"
  private static let byteLimit = 16_000_000

  private let store: LocalFileStore
  private let path: String
  private let context: CommandContext

  init(books: String, in context: CommandContext) {
    self.store = LocalFileStore(root: context.path(books))
    self.path = "\(books)/\(Self.name)"
    self.context = context
  }

  /// Reads the file; there need not be one.
  func read() throws(CommandFailure) -> StandingsDocument {
    let bytes: [UInt8]
    do {
      bytes = try store.read(Self.name, byteLimit: Self.byteLimit)
    } catch {
      guard case .notFound = error else { throw CommandFailure(error) }
      return StandingsDocument()
    }
    do {
      return try StandingsDocument(parsing: bytes)
    } catch {
      throw CommandFailure(
        .malformedInput,
        "\(path): \(error); remove the file, and run `revshare root --record` again"
      )
    }
  }

  /// Keeps a standing.
  func take(_ standing: DistributorStanding) throws(CommandFailure) {
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: the books' folder is not there: \(path)")
    }
    let lock: FolderLock
    do {
      lock = try FolderLock(in: store.root)
    } catch {
      throw CommandFailure(error)
    }
    var document = try read()
    document.take(standing)
    try context.write(document.bytes, to: path)
    _ = consume lock
  }
}
