import Distribution
public import FileStore
public import ReportDocuments
public import ReportPages
import Signing

/// Everything that a published folder says, computed again from its own inputs and compared.
public struct SiteAudit: Sendable {
  /// What does not agree, in the order in which it was found.
  public private(set) var findings: [AuditFinding] = []
  /// How many figures of evidence were compared.
  public private(set) var figureCount = 0
  /// How many files were compared with their digests.
  public private(set) var fileCount = 0
  /// What was computed again, in the order of the log.
  public private(set) var history = SiteHistory()
  /// The log; empty where there is none, or none that reads.
  public internal(set) var log = SiteLog()

  /// Whether nothing is wrong.
  public var agrees: Bool { !findings.contains { $0.severity == .error } }

  /// Audits a folder.
  ///
  /// - Parameters:
  ///   - store: The folder.
  ///   - templates: What pages are made with again, where the site says that it was made with the same.
  ///   - progress: Called before each publication, with its name.
  /// - Throws: `FileStoreError` when the folder cannot be listed.
  public init(
    of store: some FileStore,
    templates: PageTemplates = .embedded,
    progress: (PublicationName) -> Void = { _ in }
  ) throws(FileStoreError) {
    let present = try store.paths()
    var known: Set<RelativePath> = [SiteLayout.manifest]
    let manifest = readManifest(SiteLayout.manifest, in: store)
    for file in manifest?.files ?? [] {
      known.insert(file.path)
      check(file, at: file.path, in: store)
    }
    if let manifest { readLog(of: manifest, in: store) }
    let logged = log.statements.map(\.publication)
    let unlogged = Set(present.compactMap(SiteLayout.publication(of:))).subtracting(logged).sorted()
    for name in logged + unlogged {
      progress(name)
      auditPublication(name, in: store, known: &known)
    }
    auditLog(unlogged: unlogged, in: store)
    for path in present where !known.contains(path) {
      add(AuditFinding(.unexpectedFile, path, "no manifest names this file"))
    }
    if history.publications.isEmpty {
      add(AuditFinding(.missingFile, SiteLayout.epochs, "no epoch could be computed again"))
    }
    if let manifest { auditViews(in: store, manifest: manifest, templates: templates) }
  }

  mutating func add(_ finding: AuditFinding) { findings.append(finding) }

  private mutating func readManifest(_ path: RelativePath, in store: some FileStore) -> Manifest? {
    do {
      return try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
        try Manifest(parsing: bytes)
      }
    } catch {
      add(AuditFinding(.malformedDocument, path, error.fact))
      return nil
    }
  }

  private mutating func check(
    _ file: Manifest.File,
    at path: RelativePath,
    in store: some FileStore
  ) {
    fileCount += 1
    do {
      let found = Manifest.File(file.path, try store.read(path, byteLimit: file.byteCount))
      guard found != file else { return }
      add(
        AuditFinding(
          .changedFile,
          path,
          "the file is not the one that the manifest names",
          expected: "\(file.byteCount) bytes, \(file.digest)",
          found: "\(found.byteCount) bytes, \(found.digest)"
        )
      )
    } catch {
      if case .tooLarge = error {
        let expected = "\(file.byteCount) bytes"
        add(AuditFinding(.changedFile, path, "the file is larger", expected: expected))
      } else if case .notFound = error {
        add(AuditFinding(.missingFile, path, "the manifest names this file, but it is not there"))
      } else {
        add(AuditFinding(.changedFile, path, error.description))
      }
    }
  }

  private mutating func auditPublication(
    _ name: PublicationName,
    in store: some FileStore,
    known: inout Set<RelativePath>
  ) {
    let folder = SiteLayout.folder(of: name)
    let manifestPath = folder.appending(SiteLayout.EpochFiles.manifest)
    known.insert(manifestPath)
    for file in readManifest(manifestPath, in: store)?.files ?? [] {
      known.insert(folder.appending(file.path))
      check(file, at: folder.appending(file.path), in: store)
    }
    let evidence: EpochEvidence
    do {
      evidence = try EvidenceReader.evidence(of: name, from: store, after: history)
    } catch {
      let code: AuditFinding.Code = error.isInconsistent ? .inconsistentInputs : .malformedDocument
      add(AuditFinding(code, error.path, error.fact))
      return
    }
    for finding in EpochChain.findings(of: evidence, folder: name, after: history) {
      add(finding)
    }
    checkSignatures(of: evidence.inputs.terms, at: folder)
    for document in evidence.documents {
      compare(document.bytes, at: folder.appending(document.path), in: store)
    }
    compare(evidence.manifest.bytes, at: manifestPath, in: store)
    // An epoch under another number is no link of the chain.
    guard evidence.name == name else { return }
    history.append(evidence)
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
    // A file that is not there was found by its manifest, or is missing from the manifest too.
    guard let found = try? store.read(path) else { return }
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
