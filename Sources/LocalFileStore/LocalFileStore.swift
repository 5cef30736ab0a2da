public import FileStore
import Glibc

/// A folder of this machine.
///
/// Nothing outside of it is reached: links inside are not followed.
public struct LocalFileStore: FileStore {
  /// The folder's path.
  public let root: String

  /// Takes a folder.
  ///
  /// - Parameter root: The folder's path.
  public init(root: String) {
    self.root = root
  }

  /// Whether there is such a folder, or a link to one.
  public var exists: Bool {
    var status = stat()
    return unsafe stat(root, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``.
  public func read(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> [UInt8] {
    let file = try open(path)
    guard file.byteCount <= byteLimit else {
      throw .tooLarge(path.description, byteLimit: byteLimit)
    }
    return try file.read(from: 0, count: file.byteCount)
  }

  /// Reads a file that nobody but its owner may read or write.
  ///
  /// - Parameters:
  ///   - path: The file; neither it nor a folder on the way may be a link.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``, such as ``FileStoreError/openToOthers(_:)``.
  public func readSecret(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> [UInt8] {
    let file = try open(path)
    guard file.isOwnersAlone else { throw .openToOthers(path.description) }
    guard file.byteCount <= byteLimit else {
      throw .tooLarge(path.description, byteLimit: byteLimit)
    }
    return try file.read(from: 0, count: file.byteCount)
  }

  /// Opens a file, to read it piece by piece.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError``.
  public func open(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> any OpenFile {
    let file = try open(path)
    guard file.byteCount <= byteLimit else {
      throw .tooLarge(path.description, byteLimit: byteLimit)
    }
    return file
  }

  /// Opens a file, name by name, so that no link on the way is followed.
  func openFile(_ path: RelativePath) throws(FileStoreError) -> Descriptor {
    let name = path.description
    let start = unsafe Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard start >= 0 else { throw refusal(errno, name) }
    var number = start
    for (index, component) in path.components.enumerated() {
      let isLast = index == path.components.count - 1
      let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY)
      let next = unsafe openat(number, component, flags)
      let code = errno
      close(number)
      guard next >= 0 else { throw refusal(code, name) }
      number = next
    }
    return Descriptor(adopting: number)
  }

  private func refusal(_ code: Int32, _ name: String) -> FileStoreError {
    switch code {
    case ENOENT, ENAMETOOLONG: .notFound(name)
    case ELOOP, ENOTDIR: .notAFile(name)
    default: .cannotRead(name, systemMessage(code))
    }
  }

  /// Lists all files, at any depth; links and devices count as files, which cannot be read.
  ///
  /// - Returns: Their paths, in byte order.
  /// - Throws: ``FileStoreError/cannotRead(_:_:)`` when any folder cannot be listed, or a name is no path.
  public func paths() throws(FileStoreError) -> [RelativePath] {
    let listing = try listing()
    guard let problem = listing.problems.first else { return listing.paths }
    throw .cannotRead(problem.folder?.description ?? root, problem.fact)
  }

  /// Lists all files that can be listed, at any depth; links and devices count as files.
  ///
  /// - Returns: Their paths, and the folders and names that could not be listed.
  /// - Throws: ``FileStoreError/cannotRead(_:_:)`` when the folder itself cannot be listed.
  public func listing() throws(FileStoreError) -> FileListing {
    guard let top = entries(of: root) else { throw .cannotRead(root, systemMessage()) }
    var paths: [RelativePath] = []
    var problems: [FileListing.Problem] = []
    // A list of folders still to read, not a recursion: folders may lie as deep as anyone likes.
    var waiting: [(folder: RelativePath?, children: [FolderEntry])] = [(nil, top)]
    while let (folder, children) = waiting.popLast() {
      for entry in children {
        guard let path = entry.path(in: folder) else {
          problems.append(.init(in: folder, "no path of a site can be \(entry.quotedName)"))
          continue
        }
        guard entry.isFolder else {
          paths.append(path)
          continue
        }
        if let children = entries(of: root + "/" + path.description) {
          waiting.append((path, children))
        } else {
          problems.append(.init(in: path, "the folder cannot be listed: \(systemMessage())"))
        }
      }
    }
    return FileListing(paths: paths, problems: problems)
  }
}
