import CLinuxFiles
public import FileStore
import Glibc

/// A folder's next content, prepared in a sibling folder and exchanged with it in one step.
///
/// A crash before the exchange leaves the old folder whole, one after it the new one; what else it leaves,
/// the next staging removes. In place, it is prepared inside the folder, in ``SiteFolder/inPlaceName``.
public struct LocalStaging: StagedFiles, Sendable {
  private let target: String
  private let staging: String
  private let isInPlace: Bool
  private var created: Set<String> = []
  private var paths: [RelativePath] = []
  /// Files of the old content that go when the new one is put in place file by file.
  private let outdated: [RelativePath]
  private let last: RelativePath

  /// Starts with an empty sibling folder.
  ///
  /// - Parameters:
  ///   - folder: The folder to replace, which need not be there.
  ///   - isInPlace: Whether files are moved into the folder one by one, for file systems that cannot
  ///     exchange folders; a crash then leaves a mixture that a rerun repairs.
  ///   - outdated: The files that the old content holds; only these may be removed in place.
  ///   - last: The file that is put in place after all others.
  /// - Throws: ``FileStoreError``.
  public init(
    replacing folder: SiteFolder,
    isInPlace: Bool,
    outdated: [RelativePath],
    last: RelativePath
  ) throws(FileStoreError) {
    self.target = folder.path
    self.staging =
      isInPlace && folder.exists ? folder.path + "/" + SiteFolder.inPlaceName : folder.stagingPath
    self.isInPlace = isInPlace
    self.outdated = outdated
    self.last = last
    try folder.removeLeftovers()
    guard unsafe mkdir(staging, 0o755) == 0 else { throw .cannotWrite(staging, systemMessage()) }
    unsafe chmod(staging, 0o755)
  }

  /// Writes a file of the new content.
  ///
  /// - Parameters:
  ///   - bytes: Its bytes.
  ///   - path: Its path.
  /// - Throws: ``FileStoreError``.
  public mutating func write(
    _ bytes: [UInt8],
    to path: RelativePath
  ) throws(FileStoreError) {
    try write(to: path) { write throws(FileStoreError) in try write(bytes) }
  }

  /// Writes a file of the new content piece by piece.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - make: Gives its pieces, in order, to the function that it is called with.
  /// - Throws: ``FileStoreError``.
  public mutating func write(
    to path: RelativePath,
    _ make: (_ write: ([UInt8]) throws(FileStoreError) -> Void) throws(FileStoreError) -> Void
  ) throws(FileStoreError) {
    try makeFolders(of: path)
    let place = staging + "/" + path.description
    guard let file = Descriptor(place, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644) else {
      throw .cannotWrite(path.description, systemMessage())
    }
    try make { piece throws(FileStoreError) in
      guard file.write(piece) else { throw .cannotWrite(path.description, systemMessage()) }
    }
    // Independent of the user's umask: a site is there to be read.
    fchmod(file.number, 0o644)
    paths.append(path)
  }

  /// Takes a file of the old content over by a hard link.
  ///
  /// - Parameter path: Its path.
  /// - Throws: ``FileStoreError``.
  public mutating func keep(_ path: RelativePath) throws(FileStoreError) {
    let old = target + "/" + path.description
    guard kind(of: old) == S_IFREG else {
      throw kind(of: old) == nil ? .notFound(path.description) : .notAFile(path.description)
    }
    try makeFolders(of: path)
    guard unsafe link(old, staging + "/" + path.description) == 0 else {
      throw .cannotWrite(path.description, systemMessage())
    }
    paths.append(path)
  }

  /// Makes the new content durable and exchanges it for the old one.
  ///
  /// - Throws: ``FileStoreError``.
  public mutating func commit() throws(FileStoreError) {
    guard let folder = Descriptor(staging, O_RDONLY | O_DIRECTORY) else {
      throw .cannotWrite(staging, systemMessage())
    }
    guard linux_sync_file_system(folder.number) == 0 else {
      throw .cannotWrite(staging, systemMessage())
    }
    if kind(of: target) == nil {
      guard unsafe linux_rename_to_free(staging, target) == 0 || rename(staging, target) == 0 else {
        throw .cannotWrite(target, systemMessage())
      }
    } else if isInPlace {
      try moveFiles()
    } else {
      guard unsafe linux_exchange(staging, target) == 0 else {
        let code = errno
        throw [EINVAL, ENOSYS, EOPNOTSUPP, EBUSY, EXDEV].contains(code)
          ? .cannotExchange(target) : .cannotWrite(target, systemMessage(code))
      }
    }
    guard linux_sync_file_system(folder.number) == 0 else {
      throw .cannotWrite(target, systemMessage())
    }
    try Self.remove(staging)
  }

  /// Removes the sibling folder without touching the old content.
  ///
  /// - Throws: ``FileStoreError``.
  public func abandon() throws(FileStoreError) {
    try Self.remove(staging)
  }

  private func moveFiles() throws(FileStoreError) {
    for path in paths.filter({ $0 != last }) + paths.filter({ $0 == last }) {
      var folder = target
      for component in path.components.dropLast() {
        folder += "/" + component
        guard unsafe mkdir(folder, 0o755) == 0 || isFolder(folder) else {
          throw .cannotWrite(folder, "not a folder")
        }
      }
      let (from, to) = (staging + "/" + path.description, target + "/" + path.description)
      guard unsafe rename(from, to) == 0 else {
        throw .cannotWrite(path.description, systemMessage())
      }
    }
    let kept = Set(paths)
    for path in outdated where !kept.contains(path) {
      try Self.remove(target + "/" + path.description)
    }
  }

  private mutating func makeFolders(of path: RelativePath) throws(FileStoreError) {
    var folder = staging
    for component in path.components.dropLast() {
      folder += "/" + component
      guard created.insert(folder).inserted else { continue }
      guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw .cannotWrite(folder, systemMessage())
      }
      unsafe chmod(folder, 0o755)
    }
  }

  private static func remove(_ path: String) throws(FileStoreError) {
    try SiteFolder.remove(path)
  }
}
