public import FileStore
import Glibc

/// A file that a user names, anywhere on the disk.
///
/// Unlike what lies in a ``LocalFileStore`` it may be a link or a pipe: the user says so.
public enum LocalFile: Sendable {
  /// Whether a path leads to a plain file, which can be read twice.
  ///
  /// - Parameter path: The path.
  /// - Returns: `false` also where there is nothing.
  public static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Opens a plain file, to read it piece by piece.
  ///
  /// - Parameter path: Its path.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError``, with the path as it was given; ``FileStoreError/notAFile(_:)`` for a folder or a pipe.
  public static func open(_ path: String) throws(FileStoreError) -> any OpenFile {
    let file = try descriptor(path)
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else { throw .cannotRead(path, systemMessage()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    return try LocalOpenFile(file, name: path)
  }

  private static func descriptor(_ path: String) throws(FileStoreError) -> Descriptor {
    let number = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR
        ? .notFound(path) : .cannotRead(path, systemMessage(code))
    }
    return Descriptor(adopting: number)
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``, with the path as it was given.
  public static func read(_ path: String, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    let file = try descriptor(path)
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else { throw .cannotRead(path, systemMessage()) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .notAFile(path)
    case S_IFREG:
      guard status.st_size <= byteLimit else { throw .tooLarge(path, byteLimit: byteLimit) }
      return try LocalOpenFile(file, name: path).read(from: 0, count: Int(status.st_size))
    default:
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        var result = Result<Int, FileStoreError>.success(0)
        unsafe piece.withUnsafeMutableBytes { buffer in
          do throws(FileStoreError) {
            result = .success(unsafe try file.read(into: buffer, of: path))
          } catch {
            result = .failure(error)
          }
        }
        let count = try result.get()
        guard count > 0 else { return bytes }
        bytes += piece[..<count]
        guard bytes.count <= byteLimit else { throw .tooLarge(path, byteLimit: byteLimit) }
      }
    }
  }
}
