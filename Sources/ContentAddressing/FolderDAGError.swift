public import FileStore

/// Why a folder has no identifier, or no archive.
public enum FolderDAGError: Error, Sendable, Hashable {
  /// A file cannot be read, or the archive cannot be written.
  case store(FileStoreError)
  /// There is no file in the folder.
  case noFiles
  /// A name begins with a dot: some tools leave such files out, others do not.
  case hidden(RelativePath)
  /// The entries of a folder take more bytes than a block may have.
  case folderTooLarge(String, entryCount: Int)
  /// A file was changed while it was read.
  case changed(RelativePath)
}

extension FolderDAGError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .store(let error): error.description
    case .noFiles: "there is no file in the folder"
    case .hidden(let path):
      "\(path): a name that begins with a dot; some tools leave such files out, so that the folder "
        + "would have two CIDs; move it elsewhere"
    case .folderTooLarge(let folder, let count):
      "\(folder): its \(count) entries take more than \(FolderDAG.blockByteLimit) bytes; tools divide "
        + "such a folder in different ways, so that it would have two CIDs; divide it into folders"
    case .changed(let path): "\(path): changed while it was read; try again"
    }
  }
}
