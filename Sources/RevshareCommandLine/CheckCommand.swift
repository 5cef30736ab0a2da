import ArgumentParser
import Books
import Distribution
import StrictJSON

struct CheckCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem of the books; publish nothing.",
    discussion: "Each problem is one line: file, line, column or key, what is wrong, what to do."
  )

  @OptionGroup var books: BooksOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let read: Books
    do {
      let watch = WorkWatch(in: context, isQuiet: false)
      defer { watch.end() }
      read = try books.read(in: context, watch: watch)
      // Also what only shows in the computation, such as a sum that does not fit.
      try read.checkPublishable(watch)
    } catch {
      if json { context.print(Self.document(problems: error.lines).canonicalBytes) }
      throw json ? CommandFailure(error.status) : error
    }
    let closed = read.settings.epochs.filter(\.isClosed)
    if json {
      context.print(Self.document(problems: []).canonicalBytes)
    } else {
      context.print(
        """
        The books are in order: \(read.settings.epochs.count) epochs, \(closed.count) of them closed, \
        \(read.settings.streamCount) streams, \(read.entries.count) revenue entries, \
        \(read.events.count) stake events.
        """
      )
    }
  }

  private static func document(problems: [String]) -> JSONValue {
    .object([
      .init("inOrder", .bool(problems.isEmpty)),
      .init("problems", .array(problems.map { .string($0) })),
    ])
  }
}
