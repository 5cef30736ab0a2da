import ArgumentParser

/// The whole command line as one function from arguments to an exit status.
public enum RevshareTool: Sendable {
  /// Parses the arguments and runs the command that they name.
  ///
  /// - Parameters:
  ///   - arguments: The arguments, without the program's name.
  ///   - context: The world outside; a test passes its own.
  /// - Returns: 0, or the raw value of an ``ExitStatus``.
  public static func run(_ arguments: [String], in context: CommandContext) -> Int32 {
    do {
      var command = try RevshareCommand.parseAsRoot(arguments)
      guard let command = command as? any ContextCommand else {
        // The parser's own command for help, or the root alone, which asks for help.
        try command.run()
        return 0
      }
      try command.run(in: context)
      return 0
    } catch let failure as CommandFailure {
      for line in failure.lines.flatMap({ $0.split(separator: "\n") }) {
        context.printError(PrintableText.of(String(line)))
      }
      return failure.status.rawValue
    } catch {
      let status = RevshareCommand.exitCode(for: error)
      let text = RevshareCommand.fullMessage(for: error)
      if status.isSuccess { context.print(text) } else { context.printError(text) }
      return status.rawValue
    }
  }
}
