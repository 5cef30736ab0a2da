public import FileStore
import Glibc

/// A file of a ``LocalFileStore`` that is open, and closed when it goes.
public final class LocalOpenFile: OpenFile {
  /// How many bytes it had when it was opened.
  public let byteCount: Int
  /// When its content was written, in nanoseconds of Unix time.
  public let writtenAt: Int64
  /// The file's number in its file system, its size and when it was written.
  public let version: String
  private let name: String
  private let descriptor: Descriptor

  init(_ descriptor: consuming Descriptor, name: String) throws(FileStoreError) {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0 else {
      throw .cannotRead(name, systemMessage())
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name) }
    self.byteCount = Int(status.st_size)
    self.writtenAt =
      Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    self.version =
      [Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size), writtenAt]
      .map { String(UInt64(bitPattern: $0), radix: 36) }
      .joined(separator: "-")
    self.name = name
    self.descriptor = descriptor
  }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - count: How many bytes it has.
  /// - Returns: The bytes, fewer where the file ends.
  /// - Throws: ``FileStoreError/cannotRead(_:_:)``.
  public func read(from offset: Int, count: Int) throws(FileStoreError) -> [UInt8] {
    var code: Int32 = 0
    let number = descriptor.number
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let place = unsafe buffer.baseAddress.map { unsafe $0 + filled }
        let size = unsafe pread(number, place, count - filled, offset + filled)
        if size < 0 && errno == EINTR { continue }
        if size < 0 { code = errno }
        guard size > 0 else { break }
        filled += size
      }
    }
    guard code == 0 else { throw .cannotRead(name, systemMessage(code)) }
    return bytes
  }
}

extension LocalFileStore: OpenableFiles {
  /// Opens a file; links on the way to it are not followed.
  ///
  /// - Parameter path: The file.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError``.
  public func open(_ path: RelativePath) throws(FileStoreError) -> LocalOpenFile {
    try LocalOpenFile(openFile(path), name: path.description)
  }
}
