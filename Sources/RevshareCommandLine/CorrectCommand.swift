import ArgumentParser
import Books
import Publishing
import ReportDocuments

struct CorrectCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Publish what an epoch should have been, beside what it was.",
    discussion: """
      First put the books right. The correction gets a folder and a page of its own, epochs/4.1 for the first one \
      of epoch 4, and an entry in the log; what was published stays. Each holder's difference is an adjustment of \
      the next epoch, and their sum is charged to what is reinvested. With --replace the correction's claims take \
      the place of the published ones: only for the last epoch, and only where its root is nowhere on chain.
      """
  )

  @OptionGroup var books: BooksOptions

  @OptionGroup var templates: TemplatesOption

  @OptionGroup var options: SiteOptions

  @OptionGroup var signing: SigningOptions

  @Option(help: ArgumentHelp("The epoch to correct.", valueName: "number"))
  var epoch: Int

  @Option(help: ArgumentHelp("Why; it is published.", valueName: "text"))
  var reason: String

  @Flag(help: "The published root is nowhere on chain: post the correction's in its place.")
  var replace = false

  func run(in context: CommandContext) throws(CommandFailure) {
    if let problem = reason.isEmpty ? "say why" : PublishedText.problem(in: reason) {
      throw CommandFailure(.usage, "revshare: --reason: \(problem)")
    }
    let job = PublishingJob(
      books: books,
      templates: templates,
      options: options,
      signing: signing,
      context: context
    )
    try job.run { draft, books, watch in
      try draft.history.check(books, before: epoch)
      watch.announce("computing epoch \(epoch)")
      try draft.add(
        try draft.history.correction(
          ofEpoch: epoch,
          from: books,
          reason: reason,
          settlement: replace ? .replacement : .adjustments
        )
      )
      for number in try draft.history.contradicted(by: books) {
        context.printError("epoch \(number) differs too; correct it next")
      }
    }
  }
}
