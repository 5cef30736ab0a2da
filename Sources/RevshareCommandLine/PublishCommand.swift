import ArgumentParser
import Books
import Distribution
import Publishing
import ReportDocuments

struct PublishCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Compute closed epochs and publish them as a site.",
    discussion: """
      Without --epoch or --all, the next closed epoch that is not published is. What is published \
      never changes: the same books again change nothing, other books are refused and the difference \
      is shown. The site is replaced in one step, or not at all.
      """
  )

  @OptionGroup var books: BooksOptions

  @OptionGroup var templates: TemplatesOption

  @OptionGroup var options: SiteOptions

  @OptionGroup var signing: SigningOptions

  @Option(help: ArgumentHelp("Publish up to this epoch.", valueName: "number"))
  var epoch: Int?

  @Flag(help: "Publish all closed epochs.")
  var all = false

  func validate() throws {
    if all && epoch != nil { throw ValidationError("--all and --epoch exclude each other") }
  }

  func run(in context: CommandContext) throws(CommandFailure) {
    let job = PublishingJob(
      books: books,
      templates: templates,
      options: options,
      signing: signing,
      context: context
    )
    try job.run { draft, books, watch in
      let last = try lastEpoch(of: books, published: draft.published)
      try draft.history.check(books)
      let numbers = draft.history.epochs.map(\.number)
      for number in books.settings.epochs.map(\.epoch.number)
      where number <= last && !numbers.contains(number) {
        try watch.check()
        watch.announce("computing epoch \(number)")
        try draft.add(try draft.history.epoch(number, from: books))
      }
    }
  }

  /// The last epoch to compute: at least all that are published.
  private func lastEpoch(of books: Books, published: PublishedSite?) throws(CommandFailure) -> Int {
    let closed = books.settings.epochs.filter(\.isClosed).map(\.epoch.number)
    let numbers = published?.epochNumbers ?? []
    if let number = numbers.first(where: { !closed.contains($0) }) {
      throw CommandFailure(PublicationError.epochGone(number))
    }
    guard let first = closed.first, let last = closed.last else {
      throw CommandFailure(
        .inputMissing,
        "revshare: no epoch is closed; mark one with `closed: true` in revshare.yaml"
      )
    }
    if all { return last }
    if let epoch {
      guard closed.contains(epoch) else {
        let isKnown = books.settings.epochs.contains { $0.epoch.number == epoch }
        throw CommandFailure(
          isKnown ? .refused : .inputMissing,
          isKnown
            ? "revshare: epoch \(epoch) is not closed; mark it with `closed: true` when its ledgers "
              + "are complete"
            : "revshare: the books have no epoch \(epoch)"
        )
      }
      return max(epoch, numbers.last ?? epoch)
    }
    return closed.first { !numbers.contains($0) } ?? max(last, first)
  }
}
