public import FileStore
import Glibc

/// A file of a ``LocalFileStore`` that is open, and closed when it goes.
public final class LocalOpenFile: VersionedFile {
  /// How many bytes it had when it was opened.
  public let byteCount: Int
  /// When its content was written, in nanoseconds of Unix time.
  public let writtenAt: Int64
  /// The file's number in its file system, its size and when it was written.
  public let version: String
  /// Whether no group and no others may do anything with it.
  let isOwnersAlone: Bool
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
    self.isOwnersAlone = status.st_mode & 0o077 == 0
    self.name = name
    self.descriptor = descriptor
  }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - buffer: Where to.
  /// - Returns: How many bytes were read, fewer than the buffer takes where the file ends.
  /// - Throws: ``FileStoreError/cannotRead(_:_:)``.
  public func read(
    from offset: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileStoreError) -> Int {
    try unsafe descriptor.read(from: offset, into: buffer, of: name)
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
