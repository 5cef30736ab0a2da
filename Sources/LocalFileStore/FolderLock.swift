public import FileStore
import Glibc

/// An exclusive lock in a folder, held until it goes or the process ends.
public struct FolderLock: ~Copyable, Sendable {
  private let number: Int32

  /// Takes the lock.
  ///
  /// - Parameter folder: The folder; the lock is its file `.revshare.lock`.
  /// - Throws: ``FileStoreError/locked(_:)`` when another process holds it, or
  ///   ``FileStoreError/cannotWrite(_:_:)``.
  public init(in folder: String) throws(FileStoreError) {
    let path = folder + "/.revshare.lock"
    let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard number >= 0 else { throw .cannotWrite(path, systemMessage()) }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(number)
      throw code == EWOULDBLOCK ? .locked(folder) : .cannotWrite(path, systemMessage(code))
    }
    self.number = number
  }

  deinit {
    close(number)
  }
}
