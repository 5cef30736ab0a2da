import ArgumentParser
import Books
import Distribution
import FileStore
import Publishing
import ReportDocuments

struct AuditCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Recompute a published site from its own inputs and list what does not agree.",
    discussion: """
      The site is a folder, or an address on the web. Findings are the result, one a line; exit status 1 \
      when any is an error, 69 when the address cannot be reached or reaches a limit. What cannot be \
      checked is a finding too. Proxies are those of the environment (https_proxy); redirects are not \
      followed.
      """
  )

  @OptionGroup var site: AuditedSite

  @OptionGroup var templates: TemplatesOption

  @Option(
    help: ArgumentHelp("Compare the site with these books too.", valueName: "folder")
  )
  var books: String?

  @Option(
    help: ArgumentHelp(
      "Compute only this epoch and its corrections again; others are taken as they stand.",
      valueName: "number"
    )
  )
  var epoch: Int?

  @OptionGroup var weights: WeightSampleOptions

  @OptionGroup var trust: AuditTrust

  @Option(
    name: .customLong("junit"),
    help: ArgumentHelp("Write the findings as JUnit XML to this file.", valueName: "file")
  )
  var junitFile: String?

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Flag(help: "Print no progress.")
  var quiet = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let templates = try templates.read(in: context)
    let watch = WorkWatch(in: context, isQuiet: quiet)
    defer { watch.end() }
    let books = try readBooks(in: context, watch)
    let store = try site.open(in: context)
    var audit: SiteAudit
    do {
      audit = try SiteAudit(of: store, templates: templates, epoch: epoch) {
        Self.show($0, on: watch)
      }
    } catch {
      throw CommandFailure(error)
    }
    if let books {
      audit.compare(
        books,
        closed: books.settings.epochs.filter(\.isClosed).map(\.epoch.number)
      )
    }
    let sampled = try weights.check(&audit, of: store, in: context)
    try trust.check(&audit, in: context)
    watch.end()
    if let junitFile {
      let report = JUnitReport(of: audit, withBooks: books != nil)
      try context.write(report.bytes, to: junitFile)
    }
    if json {
      context.print(AuditDocument.bytes(of: audit))
    } else {
      for finding in audit.findings { context.print(PrintableText.of(finding.description)) }
      for line in sampled { context.print(line) }
      context.print(Self.summary(audit))
    }
    if let cause = audit.interruption {
      throw CommandFailure(.unavailable, "revshare: the audit ended before its end: \(cause)")
    }
    if !audit.agrees { throw CommandFailure(.differences) }
  }

  private static func show(_ progress: WorkProgress, on watch: WorkWatch) {
    let name = progress.publication
    switch progress.phase {
    case .checkingFiles:
      if progress.done == 0 { watch.announce("auditing epoch \(name)") }
      watch.show(progress.done / 1_000_000, of: progress.total / 1_000_000, "MB")
    case .computing: watch.begin("computing epoch \(name)")
    case .comparing:
      if progress.done == 0 { watch.begin("comparing epoch \(name)") }
      watch.show(progress.done, of: progress.total, "rows")
    }
  }

  /// The publisher's books; `nil` where none are named.
  private func readBooks(
    in context: CommandContext,
    _ watch: WorkWatch
  ) throws(CommandFailure) -> Books? {
    guard let books else { return nil }
    var options = BooksOptions()
    options.books = books
    return try options.read(in: context, watch: watch)
  }

  private static func summary(_ audit: SiteAudit) -> String {
    let corrections = audit.computed.count(where: \.isCorrection)
    let epochs = audit.computed.count - corrections
    let counts =
      "\(epochs) epoch\(epochs == 1 ? "" : "s")"
      + (corrections == 0 ? "" : " and \(corrections) correction\(corrections == 1 ? "" : "s")")
      + " computed again, \(audit.figureCount) figures and \(audit.fileCount) files compared"
    let errors = audit.findings.filter { $0.severity == .error }.count
    let notes = audit.findings.count - errors
    let more = notes == 0 ? "" : "; \(notes) note\(notes == 1 ? "" : "s") on what was not checked"
    return audit.agrees
      ? "Everything agrees: \(counts)\(more)."
      : "\(errors) finding\(errors == 1 ? "" : "s"): \(counts)\(more)."
  }
}
