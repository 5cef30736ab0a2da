public import FileStore
import Glibc

/// A small file that is replaced in one step, and only where it still is what it was.
public struct KeptFile: Sendable {
  private let path: String
  private let byteLimit: Int

  /// Names the file.
  ///
  /// - Parameters:
  ///   - path: Its path; it need not be there, its folder must be.
  ///   - byteLimit: How many bytes it may have.
  public init(path: String, byteLimit: Int) {
    self.path = path
    self.byteLimit = byteLimit
  }

  /// Reads the file.
  ///
  /// - Returns: Its bytes; `nil` where there is none.
  /// - Throws: ``FileStoreError``.
  public func bytes() throws(FileStoreError) -> [UInt8]? {
    do {
      return try LocalFile.read(path, byteLimit: byteLimit)
    } catch {
      if case .notFound = error { return nil }
      throw error
    }
  }

  /// Replaces the file; the caller holds a lock against others that would, too.
  ///
  /// - Parameters:
  ///   - old: What was read.
  ///   - new: What is to be there.
  /// - Throws: ``FileStoreError``, also when the file is not what was read any more.
  public func replace(_ old: [UInt8]?, with new: [UInt8]) throws(FileStoreError) {
    guard try bytes() == old else {
      throw .cannotWrite(path, "the file has changed since it was read; run the command again")
    }
    var output = try OutputFile(path: path)
    try output.write(new)
    try output.finish()
    // The new name has to outlast a loss of power too, before anything that relies on it.
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[...$0]) } ?? "."
    guard let descriptor = Descriptor(folder, O_RDONLY | O_DIRECTORY),
      fsync(descriptor.number) == 0
    else { throw .cannotWrite(folder, systemMessage()) }
  }
}
