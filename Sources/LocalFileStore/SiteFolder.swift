public import FileStore
import Glibc

/// A folder that is replaced as a whole, locked against others that would replace it too.
///
/// The lock is on the folder that it lies in, so that nothing is left behind. A link to a folder stands for the
/// folder that it leads to.
public final class SiteFolder: Sendable {
  /// The folder's path, links resolved, without a slash at its end.
  public let path: String
  /// Where its next content is prepared.
  let stagingPath: String
  private let lock: Int32

  /// The folder inside of it in which content is prepared to be put in place file by file; there only while
  /// that goes on, or after it was interrupted.
  public static let inPlaceName = ".revshare.staging"

  /// Takes the lock.
  ///
  /// - Parameter path: The folder, which need not be there.
  /// - Throws: ``FileStoreError``: something else stands there, the folder that it lies in is not there, or
  ///   another process replaces a folder in it.
  public init(at path: String) throws(FileStoreError) {
    let resolved = try Self.resolved(path)
    let slash = resolved.utf8.lastIndex(of: UInt8(ascii: "/"))
    let parent = slash.map { String(resolved[...$0]) } ?? "./"
    let name = slash.map { String(resolved[resolved.utf8.index(after: $0)...]) } ?? resolved
    guard !name.isEmpty, name != ".", name != ".." else {
      throw .cannotWrite(path, "name the folder itself, such as site")
    }
    if let kind = kind(of: resolved), kind != S_IFDIR {
      throw .cannotWrite(path, "something stands there that is no folder; name another one")
    }
    let lock = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else {
      throw .cannotWrite(path, "the folder that it lies in: \(systemMessage())")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .locked(path)
    }
    self.path = resolved
    self.stagingPath = parent + "." + name + ".staging"
    self.lock = lock
  }

  deinit {
    close(lock)
  }

  /// Whether there is such a folder.
  public var exists: Bool { isFolder(path) }

  /// Whether content was put in place file by file, and that did not end.
  public var isInterrupted: Bool { isFolder(path + "/" + Self.inPlaceName) }

  /// Removes what an interrupted run has left.
  ///
  /// - Throws: ``FileStoreError``.
  public func removeLeftovers() throws(FileStoreError) {
    try Self.remove(stagingPath)
    try Self.remove(path + "/" + Self.inPlaceName)
  }

  static func remove(_ path: String) throws(FileStoreError) {
    guard kind(of: path) != nil else { return }
    do {
      try removeTree(path)
    } catch {
      throw .cannotWrite(error.path, systemMessage(error.code))
    }
  }

  /// The path without slashes at its end, and with a link replaced by what it leads to.
  private static func resolved(_ path: String) throws(FileStoreError) -> String {
    var trimmed = path[...]
    while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed.removeLast() }
    guard kind(of: String(trimmed)) == S_IFLNK else { return String(trimmed) }
    guard let real = unsafe realpath(String(trimmed), nil) else {
      throw .cannotWrite(path, "a link that leads nowhere: \(systemMessage())")
    }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
