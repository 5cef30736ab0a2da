import Distribution
public import FileStore
import ReportDocuments
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
  /// The epochs that were computed again, in order.
  public private(set) var epochs: [EpochEvidence] = []

  /// Whether nothing is wrong.
  public var agrees: Bool { !findings.contains { $0.severity == .error } }

  /// Audits a folder.
  ///
  /// - Parameters:
  ///   - store: The folder.
  ///   - templates: What pages are made with again, where the site says that it was made with the same.
  ///   - progress: Called before each epoch, with its number.
  /// - Throws: `FileStoreError` when the folder cannot be listed.
  public init(
    of store: some FileStore,
    templates: PageTemplates = .embedded,
    progress: (Int) -> Void = { _ in }
  ) throws(FileStoreError) {
    let present = try store.paths()
    var known: Set<RelativePath> = [SiteLayout.manifest]
    let manifest = readManifest(SiteLayout.manifest, in: store)
    for file in manifest?.files ?? [] {
      known.insert(file.path)
      check(file, at: file.path, in: store)
    }
    for number in Set(present.compactMap(SiteLayout.epochNumber(of:))).sorted() {
      progress(number)
      auditEpoch(number, in: store, known: &known)
    }
    for path in present where !known.contains(path) {
      add(AuditFinding(.unexpectedFile, path, "no manifest names this file"))
    }
    if epochs.isEmpty {
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

  private mutating func auditEpoch(
    _ number: Int,
    in store: some FileStore,
    known: inout Set<RelativePath>
  ) {
    let folder = SiteLayout.epoch(number)
    let manifestPath = folder.appending(SiteLayout.EpochFiles.manifest)
    known.insert(manifestPath)
    for file in readManifest(manifestPath, in: store)?.files ?? [] {
      known.insert(folder.appending(file.path))
      check(file, at: folder.appending(file.path), in: store)
    }
    let evidence: EpochEvidence
    do {
      let (inputs, previous) = try EvidenceReader.inputs(ofEpoch: number, from: store)
      evidence = try EpochEvidence(of: inputs, after: previous)
    } catch let error as EvidenceError {
      add(AuditFinding(.malformedDocument, error.path, error.fact))
      return
    } catch {
      add(AuditFinding(.inconsistentInputs, folder.appending("inputs"), "\(error)"))
      return
    }
    for finding in EpochChain.findings(of: evidence, folder: number, after: epochs) {
      add(finding)
    }
    checkSignatures(of: evidence.inputs.terms, at: folder)
    for document in evidence.documents {
      compare(document.bytes, at: folder.appending(document.path), in: store)
    }
    compare(evidence.manifest.bytes, at: manifestPath, in: store)
    // An epoch under another number is no link of the chain.
    guard evidence.number == number else { return }
    epochs.append(evidence)
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

  private mutating func compare(
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
