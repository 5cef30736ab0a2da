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
    do {
      return try LocalFile.read(context.path(file), byteLimit: byteLimit)
    } catch {
      if case .tooLarge = error, !isRefused { return nil }
      throw CommandFailure(error.naming(file))
    }
  }
}

extension FileStoreError {
  /// The same with the path as the user wrote it.
  ///
  /// - Parameter file: The path.
  /// - Returns: The error.
  func naming(_ file: String) -> FileStoreError {
    switch self {
    case .notFound: .notFound(file)
    case .notAFile: .notAFile(file)
    case .openToOthers: .openToOthers(file)
    case .tooLarge(_, let byteLimit): .tooLarge(file, byteLimit: byteLimit)
    case .cannotRead(_, let cause): .cannotRead(file, cause)
    case .cannotWrite(_, let cause): .cannotWrite(file, cause)
    case .cannotExchange: .cannotExchange(file)
    case .locked: .locked(file)
    case .cannotList: .cannotList(file)
    case .unavailable(_, let cause): .unavailable(file, cause)
    case .interrupted: .interrupted
    }
  }
}
