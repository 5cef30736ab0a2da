import Books
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments
import ReportPages
import StrictJSON

/// What publishing an epoch and publishing a correction have in common.
struct PublishingJob {
  let books: BooksOptions
  let templates: TemplatesOption
  let options: SiteOptions
  let signing: SigningOptions
  let context: CommandContext

  /// Adds something to what is published, and publishes it.
  ///
  /// - Parameter extend: Adds to the history.
  func run(
    _ extend: (inout SiteHistory, Books, PublishedSite?) throws -> Void
  ) throws(CommandFailure) {
    let templates = try templates.read(in: context)
    let read = try books.read(in: context)
    do {
      if options.dryRun {
        try publish(read, with: templates, to: nil, extend)
      } else {
        let lock = try FolderLock(in: context.path(books.books))
        try publish(read, with: templates, to: SiteFolder(at: context.path(options.site)), extend)
        _ = consume lock
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as FileStoreError {
      throw CommandFailure(error)
    } catch let error as PublicationError {
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
    _ extend: (inout SiteHistory, Books, PublishedSite?) throws -> Void
  ) throws {
    let target = LocalFileStore(root: folder?.path ?? context.path(options.site))
    let store = target.exists ? target : nil
    let isInterrupted = folder?.isInterrupted ?? false
    let published = try store.flatMap { store in
      try holdings(of: store, isInterrupted: isInterrupted)
    }
    var history = try published.flatMap { published in
      try store.map { store in
        try SiteHistory(of: published, in: store, restoring: books) { report("reading", $0) }
      }
    }
    ?? SiteHistory()
    let count = history.publications.count
    try extend(&history, books, published)
    let draft = try (published?.log ?? SiteLog()).extended(to: history)
    var keeper = signing.keeper(books: self.books.books, in: context)
    let kept = try keeper.checkpoint()
    // What is shown beforehand needs no signature.
    let log =
      options.dryRun
      ? draft
      : try signing.signed(
        draft,
        by: books.settings.log,
        books: self.books.books,
        kept: kept,
        in: context
      )
    guard let log else { return reportPrepared(history, from: count) }
    let publication = try Publication(
      of: history,
      log: log,
      site: books.site,
      templates: templates,
      over: store,
      published: published
    )
    if publication.isUnchanged { try folder?.removeLeftovers() }
    if !publication.isUnchanged, let folder {
      var staging = try LocalStaging(
        replacing: folder,
        isInPlace: options.inPlace,
        outdated: published?.paths ?? [],
        last: SiteLayout.manifest
      )
      do {
        try publication.publish(to: &staging, keeping: &keeper, after: kept) {
          report("writing", $0)
        }
      } catch {
        try? staging.abandon()
        throw error
      }
    }
    let summary = PublicationSummary(publication, site: options.site, isDryRun: options.dryRun)
    if options.json {
      context.print(summary.json.canonicalBytes)
    } else {
      for line in summary.lines { context.print(line) }
    }
  }

  private func report(_ phase: String, _ name: PublicationName) {
    if !options.quiet { context.printError("\(phase) epoch \(name)") }
  }

  private func reportPrepared(_ history: SiteHistory, from count: Int) {
    let names = history.publications[count...].map { "\($0.name)" }.joined(separator: ", ")
    let folder = signing.prepare ?? ""
    context.print(
      """
      Prepared \(names.isEmpty ? "the log's head" : "epoch \(names)") in \(folder); nothing is published yet.
      Sign the bytes of \(folder)/\(SigningOptions.headName) with Ed25519, such as by
        openssl pkeyutl -sign -rawin -inkey KEY.pem -in \(folder)/\(SigningOptions.headName) -out SIGNATURE
      and publish by the same command with --complete \(folder) --signature SIGNATURE.
      """
    )
  }

  /// What a folder holds; refuses one that holds other files, since replacing it would lose them.
  ///
  /// After an interruption in place the folder holds files that no manifest names yet: those of the
  /// publication that is repeated now.
  private func holdings(
    of store: LocalFileStore,
    isInterrupted: Bool
  ) throws -> PublishedSite? {
    let site = options.site
    let published: PublishedSite?
    do {
      published = try PublishedSite.read(from: store)
    } catch {
      throw CommandFailure(.refused, "\(site)/\(error); run revshare audit \(site)")
    }
    let known = Set(published?.paths ?? [])
    let foreign = try store.paths().first { path in
      !known.contains(path) && path.components[0] != SiteFolder.inPlaceName
        && !(isInterrupted && options.inPlace && SiteLayout.contains(path))
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
