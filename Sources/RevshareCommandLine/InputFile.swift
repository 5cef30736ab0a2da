import FileStore
import LocalFileStore

/// A file that the user names, anywhere on the disk.
enum InputFile {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: Its path, as the user wrote it.
  ///   - context: The outside world.
  ///   - byteLimit: How many bytes it may have.
  ///   - isRefused: Whether a larger one is an error; else it is passed over.
  /// - Returns: Its bytes; `nil` when it is passed over.
  /// - Throws: `CommandFailure` when it cannot be read.
  static func read(
    _ file: String,
    in context: CommandContext,
    byteLimit: Int = 4_000_000_000,
    isRefused: Bool = true
  ) throws(CommandFailure) -> [UInt8]? {
    let path = context.path(file)
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.utf8.startIndex
    guard let name = RelativePath(String(path[path.utf8.index(after: slash)...])) else {
      throw CommandFailure(.inputMissing, "revshare: \(file): not a file")
    }
    do {
      return try LocalFileStore(root: String(path[...slash])).read(name, byteLimit: byteLimit)
    } catch {
      if case .tooLarge = error, !isRefused { return nil }
      throw CommandFailure(error)
    }
  }
}
