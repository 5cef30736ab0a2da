public import FileStore
import Glibc

/// A file that is written piece by piece, and is there whole or not at all.
///
/// What is written lies beside the file until it is finished, and then takes its place in one step.
public struct OutputFile: ~Copyable, Sendable {
  private let path: String
  /// Where it is written until it is finished; `nil` for a device or a pipe, which takes what comes.
  private let partial: String?
  private let file: Descriptor
  private var isFinished = false

  /// Begins to write.
  ///
  /// - Parameter path: The file's path; its folder must be there. A link is followed.
  /// - Throws: ``FileStoreError/cannotWrite(_:_:)``.
  public init(path: String) throws(FileStoreError) {
    let target = kind(of: path) == S_IFLNK ? resolved(path) ?? path : path
    let existing = kind(of: target)
    let isStream = existing != nil && existing != S_IFREG
    let partial = target + ".partial-\(getpid())"
    let flags = isStream ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
    guard let file = Descriptor(isStream ? target : partial, flags, mode: 0o644) else {
      throw .cannotWrite(path, systemMessage())
    }
    if existing == S_IFREG, let mode = permissions(of: target) { fchmod(file.number, mode) }
    self.path = target
    self.partial = isStream ? nil : partial
    self.file = file
  }

  deinit {
    if let partial, !isFinished { unsafe unlink(partial) }
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
    if let partial {
      guard fsync(file.number) == 0, unsafe rename(partial, path) == 0 else {
        throw .cannotWrite(path, systemMessage())
      }
    }
    isFinished = true
  }
}
