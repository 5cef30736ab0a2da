import Books
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments
import ReportPages
import Signing
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
  /// - Parameter extend: Adds to the draft.
  /// - Throws: `CommandFailure`.
  func run(
    _ extend: (inout PublicationDraft, Books, WorkWatch) throws -> Void
  ) throws(CommandFailure) {
    let templates = try templates.read(in: context)
    try InterruptionFlag.during { ending throws(CommandFailure) in
      let watch = WorkWatch(in: context, isQuiet: options.quiet, endingBy: ending)
      defer { watch.end() }
      let read = try books.read(in: context, watch: watch)
      try CommandFailure.catching { try run(read, with: templates, watch, extend) }
    }
  }

  private func run(
    _ books: Books,
    with templates: PageTemplates,
    _ watch: WorkWatch,
    _ extend: (inout PublicationDraft, Books, WorkWatch) throws -> Void
  ) throws {
    if options.dryRun {
      _ = try publish(books, with: templates, to: nil, watch, extend)
      return
    }
    let lock = try FolderLock(in: context.path(self.books.books))
    let folder = try SiteFolder(at: context.path(options.site))
    let prepared = try publish(books, with: templates, to: folder, watch, extend)
    _ = consume folder
    // Only now: the new folder may stand beside the site's, which was locked.
    if let prepared { try write(prepared) }
    _ = consume lock
  }

  /// Publishes, or with no folder shows what would change.
  ///
  /// - Returns: What is to be signed first, where the key is elsewhere; nothing is published then.
  private func publish(
    _ books: Books,
    with templates: PageTemplates,
    to folder: SiteFolder?,
    _ watch: WorkWatch,
    _ extend: (inout PublicationDraft, Books, WorkWatch) throws -> Void
  ) throws -> Prepared? {
    let target = LocalFileStore(root: folder?.path ?? context.path(options.site))
    let store = target.exists ? target : nil
    let isInterrupted = folder?.isInterrupted ?? false
    let published = try store.flatMap { store in
      try holdings(of: store, isInterrupted: isInterrupted)
    }
    let history =
      try published.flatMap { published in
        try store.map { store in
          try SiteHistory(of: published, in: store, restoring: books) {
            watch.announce("reading epoch \($0)")
          }
        }
      }
      ?? SiteHistory()
    var draft = PublicationDraft(
      history,
      over: published,
      start: { try folder.map { try start($0, published) } },
      watch: watch
    )
    do {
      try extend(&draft, books, watch)
      let prepared = try publish(&draft, over: store, books, with: templates, to: folder, watch)
      // Whatever was not put in place goes.
      try draft.abandon()
      return prepared
    } catch {
      try? draft.abandon()
      throw error
    }
  }

  private func publish(
    _ draft: inout PublicationDraft,
    over store: LocalFileStore?,
    _ books: Books,
    with templates: PageTemplates,
    to folder: SiteFolder?,
    _ watch: WorkWatch
  ) throws -> Prepared? {
    let history = draft.history
    watch.begin("making pages")
    try watch.check()
    let grown = try signed(
      (draft.published?.log ?? SiteLog()).extended(to: history),
      by: books
    )
    var keeper = signing.memory.keeper(books: self.books.books, in: context)
    let kept = try keeper.checkpoint()
    // What is shown beforehand needs no signature.
    let outcome: SigningOptions.Outcome =
      options.dryRun
      ? .publishable(grown)
      : try signing.signed(
        grown,
        of: history,
        by: books.settings.log,
        books: self.books.books,
        kept: kept,
        in: context
      )
    let log: SiteLog
    switch outcome {
    case .publishable(let signed): log = signed
    case .prepared(let files): return Prepared(files: files, names: draft.added)
    }
    let publication = try Publication(
      of: history,
      log: log,
      site: books.site(
        standings: try ChainStateFile(books: self.books.books, in: context).read().standings
      ),
      templates: templates,
      over: store,
      published: draft.published,
      staged: draft.added
    )
    if publication.isUnchanged {
      try folder?.removeLeftovers()
    } else if var content = try draft.takeStaging() {
      do {
        try watch.check()
        try publication.publish(to: &content, keeping: &keeper, after: kept) {
          watch.announce("writing epoch \($0)")
        }
      } catch {
        try? content.abandon()
        throw error
      }
    }
    watch.end()
    let summary = PublicationSummary(publication, site: options.site, isDryRun: options.dryRun)
    if options.json {
      context.print(summary.json.canonicalBytes)
    } else {
      for line in summary.lines { context.print(line) }
    }
    return nil
  }

  /// Begins the site's next content.
  private func start(
    _ folder: SiteFolder,
    _ published: PublishedSite?
  ) throws(FileStoreError) -> LocalStaging {
    try LocalStaging(
      replacing: folder,
      isInPlace: options.inPlace,
      outdated: published?.paths ?? [],
      last: SiteLayout.manifest
    )
  }

  /// The log with the accounts that stand by publications; their signatures are checked.
  private func signed(_ log: SiteLog, by books: Books) throws(CommandFailure) -> SiteLog {
    var documents: [SignaturesDocument] = []
    for statement in log.statements {
      let name = statement.publication
      let signatures: [StatementSignature]
      do {
        signatures = try books.signatures(
          of: name.epoch,
          correction: name.correction,
          statement: statement.bytes
        )
      } catch {
        throw CommandFailure(error)
      }
      guard !signatures.isEmpty else { continue }
      documents.append(
        SignaturesDocument(
          publication: name,
          statement: ContentDigest(bytes: SHA256.hash(statement.bytes)),
          signatures: signatures.map { .init(account: $0.account, bytes: $0.signature.bytes) }
        )
      )
    }
    return log.replacing(signatures: documents)
  }

  /// What is to be signed before it can be published.
  private struct Prepared {
    let files: [(path: RelativePath, bytes: [UInt8])]
    /// The publications that are new.
    let names: [PublicationName]
  }

  private func write(_ prepared: Prepared) throws {
    let folder = signing.prepare ?? ""
    try NewFolder(folder, in: context).write(prepared.files)
    let names = prepared.names.map { "\($0)" }.joined(separator: ", ")
    context.print(
      """
      Prepared \(names.isEmpty ? "the log's head" : "epoch \(names)") in \(folder); nothing is published yet.
      Sign the bytes of \(folder)/\(SigningOptions.headName) with Ed25519, such as by
        openssl pkeyutl -sign -rawin -inkey KEY.pem -in \(folder)/\(SigningOptions.headName) -out SIGNATURE
      and publish by the same command with --complete \(folder) --signature SIGNATURE. What is signed of
      \(folder)/provenance-N in the same way, to \(folder)/provenance-N.sig, is published too.
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
