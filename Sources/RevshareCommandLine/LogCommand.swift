import ArgumentParser

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the log of a site, and have witnesses sign its head.",
    discussion: """
      A witness signs a head only if it begins with all that the witness saw before, so that a publisher cannot show \
      one history to some and another to others. Send the file of log request to the witness (POST to add-checkpoint \
      below its address), and give its answer to log cosign.
      """,
    subcommands: [LogShowCommand.self, LogRequestCommand.self, LogCosignCommand.self]
  )
}
