import ArgumentParser
import Books
import LocalFileStore

/// Where the books are.
struct BooksOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the books.", valueName: "folder"))
  var books = "."

  func read(
    in context: CommandContext,
    watch: WorkWatch? = nil,
    keepsPrivateValues: Bool = false
  ) throws(CommandFailure) -> Books {
    let store = LocalFileStore(root: context.path(books))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(books): no such folder")
    }
    let watch = watch ?? WorkWatch(in: context, isQuiet: false)
    defer { watch.end() }
    do {
      return try Books(
        from: WatchedStore(base: store, watch: watch),
        chain: StoredHistory(path: "\(context.path(books))/\(BookSettings.chainFile)"),
        keepsPrivateValues: keepsPrivateValues
      )
    } catch {
      throw CommandFailure(error)
    }
  }

  /// What `revshare.yaml` says, without the ledgers.
  func settings(in context: CommandContext) throws(CommandFailure) -> BookSettings {
    let store = LocalFileStore(root: context.path(books))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(books): no such folder")
    }
    do {
      return try BookSettings(from: store)
    } catch {
      throw CommandFailure(error)
    }
  }
}
