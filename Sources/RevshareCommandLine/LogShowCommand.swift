import ArgumentParser
import Publishing
import ReportDocuments
import StrictJSON
import TransparencyLog

struct LogShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the entries of a site's log, its head, its key and its witnesses.",
    discussion: """
      The site is a folder, or an address on the web; of it the entries, the head and the key are read. Nothing is checked; \
      that is what audit does. Witnesses are checked with --policy. Exit status 69 when the address cannot be reached or \
      reaches a limit.
      """
  )

  @OptionGroup var site: AuditedSite

  @Option(
    help: ArgumentHelp("The witnesses that you trust (C2SP tlog-policy).", valueName: "file")
  )
  var policy: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let log = try LoggedSite.head(of: site, in: context)
    let policy = try policy.map { file throws(CommandFailure) in
      try PolicyOption.read(file, in: context)
    }
    let summary = LogSummary(log, policy: policy)
    if json {
      context.print(summary.json.canonicalBytes)
    } else {
      for line in summary.lines { context.print(PrintableText.of(line)) }
    }
  }
}
