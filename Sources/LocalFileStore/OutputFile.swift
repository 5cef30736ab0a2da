public import FileStore
import Glibc

/// A file that is written piece by piece, and is there whole or not at all.
///
/// What is written lies beside the file until it is finished, and then takes its place in one step.
public struct OutputFile: ~Copyable, Sendable {
  private let path: String
  private let partial: String
  private let file: Descriptor
  private var isFinished = false

  /// Begins to write.
  ///
  /// - Parameter path: The file's path; its folder must be there.
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``.
  public init(path: String) throws(FileStoreError) {
    let partial = path + ".partial-\(getpid())"
    guard let file = Descriptor(partial, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644) else {
      throw .cannotWrite(path, systemMessage())
    }
    self.path = path
    self.partial = partial
    self.file = file
  }

  deinit {
    if !isFinished { unsafe unlink(partial) }
  }

  /// Writes the next piece.
  ///
  /// - Parameter bytes: The piece.
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``.
  public mutating func write(_ bytes: [UInt8]) throws(FileStoreError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          file.number,
          buffer.baseAddress.map { unsafe $0 + written },
          buffer.count - written
        )
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path, systemMessage()) }
      written += count
    }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``.
  public mutating func finish() throws(FileStoreError) {
    guard fsync(file.number) == 0, unsafe rename(partial, path) == 0 else {
      throw .cannotWrite(path, systemMessage())
    }
    isFinished = true
  }
}
