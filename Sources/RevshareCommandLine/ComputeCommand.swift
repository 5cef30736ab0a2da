import ArgumentParser
import Books
import Distribution
import EVMTypes
import MerkleClaims
import Publishing
import ReportDocuments

struct ComputeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute",
    abstract: "Print an epoch's figures; write nothing.",
    discussion: "An epoch that is not closed can be computed too: its figures are provisional."
  )

  @OptionGroup var books: BooksOptions

  @Option(
    help: ArgumentHelp("The epoch's number; the last closed one by default.", valueName: "number")
  )
  var epoch: Int?

  @Flag(help: "Print the epoch's report.json.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let books = try books.read(in: context)
    let lastClosed = books.settings.epochs.last(where: \.isClosed)?.epoch.number
    guard let number = epoch ?? lastClosed ?? books.settings.epochs.first?.epoch.number,
      let evidence = try books.epochs(through: number, isLinked: false).last
    else { throw CommandFailure(.inputMissing, "revshare: the books have no epoch") }
    if json {
      context.print(evidence.report.bytes)
      return
    }
    let isClosed = books.settings.epochs.contains { $0.epoch.number == number && $0.isClosed }
    for line in ReportTable(evidence.report, isProvisional: !isClosed).lines {
      context.print(line)
    }
  }
}
