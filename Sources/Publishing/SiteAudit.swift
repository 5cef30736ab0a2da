import Distribution
public import FileStore
import ReportDocuments
public import ReportPages
import Signing

/// Everything that a published site says, computed again from its own inputs and compared.
public struct SiteAudit: Sendable {
  /// What does not agree, in the order in which it was found.
  public private(set) var findings: [AuditFinding] = []
  /// How many figures of evidence were compared.
  public internal(set) var figureCount = 0
  /// How many files were compared with their digests.
  public private(set) var fileCount = 0
  /// What was computed again, in the order of the log.
  public private(set) var history: SiteHistory
  /// The epoch that is audited alone; `nil` for all.
  let epoch: Int?
  /// The revenue entries of what was computed again.
  private var entries: [PublicationName: [RevenueEntry]] = [:]
  /// The log; empty where there is none, or none that reads.
  public internal(set) var log = SiteLog()
  /// The files of which a finding says that they cannot be read.
  var unreadable: Set<RelativePath> = []
  /// The file at which the audit ended before its end, and why.
  var ending: (path: RelativePath, cause: FileStoreError)?

  /// Why the audit ended before its end; `nil` when it did not.
  public var interruption: FileStoreError? { ending?.cause }

  /// How many publications are computed: one a day for 27 years.
  static let publicationLimit = 10_000

  /// Whether nothing is wrong.
  public var agrees: Bool { !findings.contains { $0.severity == .error } }

  /// Audits a site.
  ///
  /// What cannot be checked is a finding too, an error or a note; nothing is passed over.
  ///
  /// - Parameters:
  ///   - store: The site.
  ///   - templates: What pages are made with again, where the site says that it was made with the same.
  ///   - epoch: Only this epoch and its corrections are audited; of others nothing is read but manifests, terms, reports
  ///     and corrections, which are taken as they stand. `nil` for all.
  ///   - progress: Told how far it has come; for each publication first of ``WorkProgress/Phase/checkingFiles``, with
  ///     nothing done.
  /// - Throws: `FileStoreError` when a folder cannot be listed at all.
  public init(
    of store: some FileStore,
    templates: PageTemplates = .embedded,
    epoch: Int? = nil,
    progress: (WorkProgress) -> Void = { _ in }
  ) throws(FileStoreError) {
    try self.init(
      of: store,
      views: MadeViews(),
      templates: templates,
      epoch: epoch,
      progress: progress
    )
  }

  /// Audits a site, with views from where they are made.
  init(
    of store: some FileStore,
    views: some ViewSource,
    templates: PageTemplates = .embedded,
    epoch: Int? = nil,
    progress: (WorkProgress) -> Void = { _ in }
  ) throws(FileStoreError) {
    self.epoch = epoch
    self.history = SiteHistory(source: FolderSource(store: store))
    let present = try list(store)
    var known: Set<RelativePath> = [SiteLayout.manifest]
    let manifest = readManifest(SiteLayout.manifest, in: store)
    for file in manifest?.files ?? [] {
      known.insert(file.path)
      check(file, at: file.path, in: store)
    }
    let hasReadLog = readLog(of: manifest, in: store)
    let logged = log.statements.map(\.publication)
    let named = Set(
      (present ?? manifest?.files.map(\.path) ?? []).compactMap(SiteLayout.publication(of:))
    )
    let unlogged = named.subtracting(logged).sorted()
    for name in limited(logged + unlogged) where ending == nil {
      guard isAudited(name) else {
        takePublication(name, in: store)
        continue
      }
      auditPublication(name, in: store, known: &known, progress: progress)
    }
    checkPending(before: nil)
    addNotAudited()
    addGivenWeights()
    if hasReadLog {
      auditLog(unlogged: unlogged, named: manifest?.files ?? [], in: store)
    }
    for path in present ?? [] where ending == nil && !known.contains(path) {
      if let name = SiteLayout.publication(of: path), !isAudited(name) { continue }
      add(AuditFinding(.unexpectedFile, path, "no manifest names this file"))
      if isOfLog(path) { addUnnamed(path) }
    }
    if history.publications.isEmpty && ending == nil {
      add(AuditFinding(.missingFile, SiteLayout.epochs, "no epoch could be computed again"))
    }
    auditViews(in: store, manifest: manifest, templates: templates, from: views)
    if let (path, cause) = ending { addIncomplete(path, cause.description) }
  }

  /// The publications to compute, in order.
  private mutating func limited(_ names: [PublicationName]) -> [PublicationName] {
    if names.count > Self.publicationLimit {
      addIncomplete(
        SiteLayout.epochs,
        "there are \(names.count) publications; only \(Self.publicationLimit) were computed again"
      )
    }
    return Array(names.prefix(Self.publicationLimit))
  }

  private mutating func addIncomplete(_ path: RelativePath, _ cause: String) {
    add(AuditFinding(.incomplete, path, "the audit ended before its end: \(cause)"))
  }

  mutating func add(_ finding: AuditFinding) { findings.append(finding) }

  private mutating func readManifest(_ path: RelativePath, in store: some FileStore) -> Manifest? {
    do {
      return try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
        try Manifest(parsing: bytes)
      }
    } catch {
      add(error)
      return nil
    }
  }

  private mutating func check(
    _ file: Manifest.File,
    at path: RelativePath,
    in store: some FileStore
  ) {
    let size = "\(file.byteCount) bytes"
    let found = read(path, in: store) { () throws(FileStoreError) in
      try Manifest.File(file.path, of: store.open(path, byteLimit: file.byteCount))
    } tooLarge: { _ in
      AuditFinding(
        .changedFile,
        path,
        "the file is larger",
        expected: size,
        found: "more"
      )
    }
    guard let found else { return }
    fileCount += 1
    guard found != file else { return }
    add(
      AuditFinding(
        .changedFile,
        path,
        "the file is not the one that the manifest names",
        expected: "\(size), \(file.digest)",
        found: "\(found.byteCount) bytes, \(found.digest)"
      )
    )
  }

  /// Whether a publication is computed again.
  func isAudited(_ name: PublicationName) -> Bool { epoch == nil || name.epoch == epoch }

  mutating func append(_ record: PublicationRecord, entries rows: [RevenueEntry]) {
    history.append(record)
    entries[record.name] = rows
  }

  private mutating func auditPublication(
    _ name: PublicationName,
    in store: some FileStore,
    known: inout Set<RelativePath>,
    progress: (WorkProgress) -> Void
  ) {
    let folder = SiteLayout.folder(of: name)
    let manifestPath = folder.appending(SiteLayout.EpochFiles.manifest)
    let named = readManifest(manifestPath, in: store)?.files ?? []
    // What a hostile manifest names need not fit.
    let byteCount = named.reduce(0) { $0.addingReportingOverflow($1.byteCount).partialValue }
    var checked = 0
    progress(WorkProgress(.checkingFiles, of: name, 0, of: byteCount))
    for file in named {
      known.insert(folder.appending(file.path))
      check(file, at: folder.appending(file.path), in: store)
      checked &+= file.byteCount
      progress(WorkProgress(.checkingFiles, of: name, checked, of: byteCount))
    }
    guard ending == nil else { return }
    progress(WorkProgress(.computing, of: name))
    let evidence: EpochEvidence
    do {
      evidence = try EvidenceReader.evidence(of: name, from: store, after: history)
    } catch {
      add(error)
      if ending == nil { addNotComputed(folder) }
      return
    }
    do {
      let findings = try EpochChain.findings(
        of: evidence,
        folder: name,
        after: history,
        entries: entries
      )
      for finding in findings { add(finding) }
    } catch {
      addIncomplete(folder, "\(error)")
    }
    checkSignatures(of: evidence.inputs.terms, at: folder)
    if !name.isCorrection { checkPending(before: name) }
    compare(evidence, in: folder, of: store, named: named, progress: progress)
    compare(evidence.manifest.bytes, at: manifestPath, in: store)
    // An epoch under another number is no link of the chain.
    guard evidence.name == name else { return }
    history.append(evidence)
    history.release(name)
    entries[name] = evidence.inputs.entries
  }

  /// Finds epochs that a correction of the one before has changed, and that were not corrected themselves.
  ///
  /// - Parameter name: The epoch that is published next, before which they should have been; `nil` at the end.
  private mutating func checkPending(before name: PublicationName?) {
    for number in history.pendingCorrections where epoch == nil || number == epoch {
      let folder = SiteLayout.folder(
        of: history.current(ofEpoch: number)?.name ?? .init(epoch: number)
      )
      let fact = "epoch \(number - 1) was corrected, and this epoch begins with something else now"
      add(
        AuditFinding(
          name == nil ? .pendingCorrection : .brokenChain,
          folder.appending(Self.start(of: history.current(ofEpoch: number))),
          fact + (name.map { "; it was to be corrected before epoch \($0)" } ?? "")
        )
      )
    }
  }

  /// What an epoch begins with: its opening lots, or the terms with what is carried in.
  private static func start(of epoch: PublicationRecord?) -> RelativePath {
    epoch?.report.borders.openingLots == nil
      ? SiteLayout.EpochFiles.terms : SiteLayout.EpochFiles.openingLots
  }

  private mutating func addNotComputed(_ folder: RelativePath) {
    add(
      AuditFinding(
        .notComputed,
        folder.appending(SiteLayout.EpochFiles.report),
        "without inputs to compute with, this epoch's figures were checked by digest only"
      )
    )
  }

  private mutating func checkSignatures(of terms: EpochTerms, at folder: RelativePath) {
    for redirection in terms.redirections {
      let isEvident = redirection.isEvident(
        chain: terms.chain,
        token: terms.token,
        isSignature: EthereumSignature.isSignature(_:of:by:)
      )
      guard !isEvident else { continue }
      add(
        AuditFinding(
          .wrongSignature,
          folder.appending(SiteLayout.EpochFiles.terms),
          place: "beneficiaries",
          "the redirection of \(redirection.account) is not signed by it"
        )
      )
    }
  }

  mutating func compare(
    _ expected: [UInt8],
    at path: RelativePath,
    in store: some FileStore
  ) {
    // What is far larger is not read: nobody has to hold what a hostile site sends.
    let found = read(path, byteLimit: 2 * expected.count + 1_000_000, in: store) { _ in
      AuditFinding(
        .wrongFigure,
        path,
        "not what the inputs give",
        expected: "\(expected.count) bytes",
        found: "more than twice as many"
      )
    }
    guard let found else { return }
    let comparison = FigureComparison(path, expected: expected, found: found)
    figureCount += comparison.figureCount
    for difference in comparison.differences {
      add(
        AuditFinding(
          .wrongFigure,
          path,
          place: difference.place,
          "not what the inputs give",
          expected: difference.expected,
          found: difference.found
        )
      )
    }
  }
}
