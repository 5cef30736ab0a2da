import FileStore
import ForeignDistributions
import LocalFileStore
import TextChunks

/// The world outside of a command; a test passes its own.
public struct CommandContext: Sendable {
  /// The folder that relative paths start from.
  public let directory: String
  private let output: @Sendable (String) -> Void
  private let errorOutput: @Sendable (String) -> Void
  /// A variable of the environment.
  let variable: @Sendable (String) -> String?
  /// Where progress is shown; `nil` for nowhere.
  let showProgress: ProgressOutput?

  /// Where progress is shown.
  public struct ProgressOutput: Sendable {
    /// Whether a line can be written over.
    let isTerminal: Bool
    /// Takes text as it is to be written.
    let write: @Sendable (String) -> Void

    /// Creates an output.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether a line can be written over.
    ///   - write: Takes text as it is to be written.
    public init(isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
      self.isTerminal = isTerminal
      self.write = write
    }
  }

  /// Creates a context.
  ///
  /// - Parameters:
  ///   - directory: The folder that relative paths start from.
  ///   - output: Takes a line of the result.
  ///   - errorOutput: Takes a line of progress or failure.
  ///   - variable: Gives a variable of the environment.
  ///   - showProgress: Where progress is shown.
  public init(
    directory: String,
    output: @escaping @Sendable (String) -> Void,
    errorOutput: @escaping @Sendable (String) -> Void,
    variable: @escaping @Sendable (String) -> String? = { _ in nil },
    showProgress: ProgressOutput? = nil
  ) {
    self.directory = directory
    self.output = output
    self.errorOutput = errorOutput
    self.variable = variable
    self.showProgress = showProgress
  }

  /// The same world, but nothing is told of progress.
  var silent: CommandContext {
    CommandContext(
      directory: directory,
      output: output,
      errorOutput: errorOutput,
      variable: variable
    )
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
      try text.forEachChunk { chunk, _ throws(FileStoreError) in try output.write(chunk) }
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
