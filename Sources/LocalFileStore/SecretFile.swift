public import FileStore
import Glibc

/// A file that only its owner can read or write.
public enum SecretFile: Sendable {
  /// Makes a file where there is none, and leaves nothing behind when it cannot be written.
  ///
  /// - Parameters:
  ///   - path: Its path; its folder must be there.
  ///   - name: What errors call it.
  ///   - bytes: What it holds.
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``, also where something stands there already.
  public static func create(
    _ path: String,
    named name: String,
    _ bytes: [UInt8]
  ) throws(FileStoreError) {
    guard let file = Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600) else {
      throw .cannotWrite(
        name,
        errno == EEXIST ? "something stands there already, and is left as it is" : systemMessage()
      )
    }
    // The mode above is one that the umask may have made narrower.
    guard fchmod(file.number, 0o600) == 0, file.write(bytes), fsync(file.number) == 0 else {
      let code = errno
      unsafe unlink(path)
      throw .cannotWrite(name, systemMessage(code))
    }
  }
}
