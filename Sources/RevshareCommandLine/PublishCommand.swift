import ArgumentParser
import Books
import Distribution
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments
import ReportPages
import StrictJSON

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

  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var site = "site"

  @Option(help: ArgumentHelp("Publish up to this epoch.", valueName: "number"))
  var epoch: Int?

  @Flag(help: "Publish all closed epochs.")
  var all = false

  @Flag(help: "Show what would change; write nothing.")
  var dryRun = false

  @Flag(help: "Move files one by one where the file system cannot exchange folders.")
  var inPlace = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "Print no progress.")
  var quiet = false

  func validate() throws {
    if all && epoch != nil { throw ValidationError("--all and --epoch exclude each other") }
  }

  func run(in context: CommandContext) throws(CommandFailure) {
    let templates = try templates.read(in: context)
    let read = try books.read(in: context)
    do {
      if dryRun {
        try publish(read, with: templates, to: nil, in: context)
      } else {
        let lock = try FolderLock(in: context.path(books.books))
        try publish(read, with: templates, to: SiteFolder(at: context.path(site)), in: context)
        _ = consume lock
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as FileStoreError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
  }

  /// Publishes, or with no folder shows what would change.
  private func publish(
    _ books: Books,
    with templates: PageTemplates,
    to folder: SiteFolder?,
    in context: CommandContext
  ) throws {
    let target = LocalFileStore(root: folder?.path ?? context.path(site))
    let store = target.exists ? target : nil
    let isInterrupted = folder?.isInterrupted ?? false
    let published = try store.flatMap { store in
      try holdings(of: store, isInterrupted: isInterrupted)
    }
    let last = try lastEpoch(of: books, published: published)
    let epochs = try books.epochs(through: last, isLinked: true) { number in
      if !quiet { context.printError("computing epoch \(number)") }
    }
    let publication: Publication
    do {
      publication = try Publication(
        of: epochs,
        site: books.site,
        templates: templates,
        over: store,
        published: published
      )
    } catch {
      throw CommandFailure(error)
    }
    if publication.isUnchanged { try folder?.removeLeftovers() }
    if !publication.isUnchanged, let folder {
      var staging = try LocalStaging(
        replacing: folder,
        isInPlace: inPlace,
        outdated: published?.paths ?? [],
        last: SiteLayout.manifest
      )
      do {
        try publication.write(to: &staging) { number in
          if !quiet { context.printError("writing epoch \(number)") }
        }
        try staging.commit()
      } catch {
        try? staging.abandon()
        throw error
      }
    }
    let summary = PublicationSummary(publication, site: site, isDryRun: dryRun)
    if json {
      context.print(summary.json.canonicalBytes)
    } else {
      for line in summary.lines { context.print(line) }
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

  /// What a folder holds; refuses one that holds other files, since replacing it would lose them.
  ///
  /// After an interruption in place the folder holds files that no manifest names yet: those of the
  /// publication that is repeated now.
  private func holdings(
    of store: LocalFileStore,
    isInterrupted: Bool
  ) throws -> PublishedSite? {
    let published: PublishedSite?
    do {
      published = try PublishedSite.read(from: store)
    } catch {
      throw CommandFailure(.refused, "\(site)/\(error); run revshare audit \(site)")
    }
    let known = Set(published?.paths ?? [])
    let foreign = try store.paths().first { path in
      !known.contains(path) && path.components[0] != SiteFolder.inPlaceName
        && !(isInterrupted && inPlace && SiteLayout.contains(path))
    }
    if let foreign {
      throw CommandFailure(
        .cannotWrite,
        "\(site)/\(foreign): not part of a publication; move it away, or name another folder"
      )
    }
    return published
  }
}
