import FileStore
import ForeignDistributions
import LocalFileStore

/// The world outside of a command; a test passes its own.
public struct CommandContext: Sendable {
  /// The folder that relative paths start from.
  public let directory: String
  private let output: @Sendable (String) -> Void
  private let errorOutput: @Sendable (String) -> Void

  /// Creates a context.
  ///
  /// - Parameters:
  ///   - directory: The folder that relative paths start from.
  ///   - output: Takes a line of the result.
  ///   - errorOutput: Takes a line of progress or failure.
  public init(
    directory: String,
    output: @escaping @Sendable (String) -> Void,
    errorOutput: @escaping @Sendable (String) -> Void
  ) {
    self.directory = directory
    self.output = output
    self.errorOutput = errorOutput
  }

  func print(_ line: String) { output(line) }

  func print(_ bytes: [UInt8]) {
    var text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.last == 0x0A { text.removeLast() }
    output(text)
  }

  func printError(_ line: String) { errorOutput(line) }

  /// A path as the system takes it.
  func path(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : directory + "/" + path
  }

  /// Writes a document to a file, which is there whole or not at all.
  func write(_ text: ChunkedText, to file: String) throws(CommandFailure) {
    do {
      var output = try OutputFile(path: path(file))
      try text.forEachChunk { chunk throws(FileStoreError) in try output.write(chunk) }
      try output.finish()
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The same for a document at hand.
  func write(_ bytes: [UInt8], to file: String) throws(CommandFailure) {
    do {
      var output = try OutputFile(path: path(file))
      try output.write(bytes)
      try output.finish()
    } catch {
      throw CommandFailure(error)
    }
  }
}
