import ArgumentParser

/// A command that reaches the world through its context alone.
protocol ContextCommand: ParsableCommand {
  func run(in context: CommandContext) throws(CommandFailure)
}
