import ArgumentParser
import Books
import Distribution
import EVMTypes
import MerkleClaims
import Publishing
import ReportDocuments
import StrictJSON

struct ComputeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute",
    abstract: "Print an epoch's figures; write nothing.",
    discussion: """
      An epoch that is not closed can be computed too: its figures are provisional. With --what-if a file says \
      what to change (stakerShare, weighting, exclusions, as the books write them), and the figures that it \
      would give stand beside the real ones.
      """
  )

  @OptionGroup var books: BooksOptions

  @Option(
    help: ArgumentHelp("The epoch's number; the last closed one by default.", valueName: "number")
  )
  var epoch: Int?

  @Option(help: ArgumentHelp("A YAML file with other terms to compare.", valueName: "file"))
  var whatIf: String?

  @Flag(help: "Print the epoch's report.json, or the comparison, as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let watch = WorkWatch(in: context, isQuiet: false)
    defer { watch.end() }
    let books = try books.read(in: context, watch: watch)
    let lastClosed = books.settings.epochs.last(where: \.isClosed)?.epoch.number
    guard let number = epoch ?? lastClosed ?? books.settings.epochs.first?.epoch.number else {
      throw CommandFailure(.inputMissing, "revshare: the books have no epoch")
    }
    let evidence = try books.evidence(ofEpoch: number, watch)
    watch.end()
    if let whatIf {
      let comparison = try compare(evidence, whatIf, in: context)
      if json {
        context.print(comparison.json.canonicalBytes)
      } else {
        for line in comparison.lines { context.print(line) }
      }
      return
    }
    if json {
      context.print(evidence.report.bytes)
      return
    }
    let isClosed = books.settings.epochs.contains { $0.epoch.number == number && $0.isClosed }
    for line in ReportTable(evidence.report, isProvisional: !isClosed).lines {
      context.print(line)
    }
  }

  private func compare(
    _ evidence: EpochEvidence,
    _ file: String,
    in context: CommandContext
  ) throws(CommandFailure) -> WhatIfComparison {
    guard let bytes = try InputFile.read(file, in: context, byteLimit: 1_000_000) else {
      throw CommandFailure(.inputMissing, "revshare: \(file): no such file")
    }
    let change: WhatIf
    do {
      change = try WhatIf(parsing: bytes, file: file)
    } catch {
      throw CommandFailure(.malformedInput, lines: error.lines)
    }
    let inputs: EpochInputs
    do {
      inputs = try evidence.inputs.changed(by: change)
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
    let other: EpochDistribution
    do {
      other = try EpochDistribution(of: inputs)
    } catch {
      throw CommandFailure(error, epoch: evidence.number)
    }
    do {
      return try WhatIfComparison(evidence.distribution, other)
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }
}
