public import FileStore
import Glibc

/// A file that its owner alone may read, and that takes nothing's place.
public enum SecretFile: Sendable {
  /// Writes a new file with mode 0600.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - path: Its path; its folder must be there, and nothing at the path itself, not even a link.
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``; nothing is left at the path then that was not there before.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileStoreError) {
    guard let file = Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600) else {
      let code = errno
      throw .cannotWrite(
        path,
        code == EEXIST ? "something is there; nothing is overwritten" : systemMessage(code)
      )
    }
    guard file.write(bytes), fsync(file.number) == 0 else {
      let message = systemMessage()
      unsafe unlink(path)
      throw .cannotWrite(path, message)
    }
  }
}
