import ArgumentParser
import FileStore
import LocalFileStore
import Publishing
import TransparencyLog

/// Where the publisher keeps the head of the log that was signed last.
struct CheckpointOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the head that was signed last is kept; log-checkpoint in the books by default.",
      valueName: "file"
    )
  )
  var checkpoint: String?

  /// Where the head is kept.
  func keeper(books: String, in context: CommandContext) -> KeptCheckpoint {
    KeptCheckpoint(
      file: KeptFile(
        path: context.path(checkpoint ?? "\(books)/log-checkpoint"),
        byteLimit: SignedNote.byteLimit
      )
    )
  }
}

/// The head in a file of the books.
struct KeptCheckpoint: CheckpointKeeper {
  let file: KeptFile

  func checkpoint() throws(FileStoreError) -> [UInt8]? { try file.bytes() }

  func replace(_ old: [UInt8]?, with new: [UInt8]) throws(FileStoreError) {
    try file.replace(old, with: new)
  }
}
