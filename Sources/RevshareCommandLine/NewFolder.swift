import FileStore
import LocalFileStore

/// A folder that is made with all that it holds, or not at all.
struct NewFolder {
  private let name: String
  private let place: String

  /// Takes the name of a folder that is not there yet, or is empty.
  init(_ name: String, in context: CommandContext) {
    self.name = name
    self.place = context.path(name)
  }

  /// Makes the folder.
  ///
  /// - Parameter files: What it holds; the last file comes last.
  /// - Throws: `FileStoreError`.
  func write(_ files: [(path: RelativePath, bytes: [UInt8])]) throws(FileStoreError) {
    let store = LocalFileStore(root: place)
    let folder = try SiteFolder(at: place)
    let isFree = store.exists ? try store.paths().isEmpty : true
    guard isFree, let last = files.last else {
      throw .cannotWrite(name, "the folder is not empty; name another one")
    }
    var staging = try LocalStaging(
      replacing: folder,
      isInPlace: false,
      outdated: [],
      last: last.path
    )
    for file in files { try staging.write(file.bytes, to: file.path) }
    try staging.commit()
  }
}
