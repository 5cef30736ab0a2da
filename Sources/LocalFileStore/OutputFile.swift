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
    guard file.write(bytes) else { throw .cannotWrite(path, systemMessage()) }
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
