import FileStore
import Publishing
import ReportDocuments
import TestSupport
import Testing
import TransparencyLog

/// Frauds in which every digest is right: computing again finds them, or else the log does.
@Suite struct ForgeryTests {
  /// Evidence of all publications.
  private static let evidence = CorrectedSite.paths.filter { path in
    guard let name = SiteLayout.publication(of: path) else { return false }
    let files = SiteLayout.EpochFiles.self
    return ![files.page, files.manifest, files.statement, files.logProof, files.provenance]
      .contains { SiteLayout.folder(of: name).appending($0) == path }
  }

  /// Whoever holds the host, but not the log's key: the changed file is named, or, for inputs from which everything
  /// else follows unchanged, the statement that the log holds of them.
  @Test func everyManifestMended() async throws {
    let site = try CorrectedSite.older.get()
    try await MutationCount.require("digests mended", over: Self.evidence) { path in
      try Self.mutations(of: path, in: site) { mutation in
        var forgery = SiteForgery(site: site)
        forgery.site.files[path] = mutation.bytes
        try forgery.mendDigests()
        let audit = try SiteAudit(of: forgery.site)
        // No digest tells of it any more.
        guard !audit.findings.contains(where: { $0.code == .changedFile }) else {
          return ["digest"]
        }
        return Self.mistakes(audit, path, forgery.site, isLogged: false)
      }
    }
  }

  /// Whoever holds the log's key too: what the inputs do not give is named all the same, and a head that was kept
  /// shows in any case that history was written again.
  @Test func everyManifestMendedAndTheLogSignedAgain() async throws {
    let site = try CorrectedSite.older.get()
    let kept = try site.checkpoint()
    try await MutationCount.require("log signed again", over: Self.evidence) { path in
      try Self.mutations(of: path, in: site) { mutation in
        var forgery = SiteForgery(site: site)
        forgery.site.files[path] = mutation.bytes
        try forgery.mendDigests()
        try forgery.signAgain()
        var audit = try SiteAudit(of: forgery.site)
        guard !audit.findings.contains(where: { $0.code == .changedFile }) else {
          return ["digest"]
        }
        var mistakes = Self.mistakes(audit, path, forgery.site, isLogged: true)
        let isProven = audit.checkHistory(since: kept, key: TinySite.signer.verifier) != nil
        let isSaid = audit.findings.contains {
          $0.code == .rewrittenHistory && $0.path == SiteLayout.checkpoint
        }
        if !isProven || !isSaid { mistakes.append("the kept head finds nothing") }
        return mistakes
      }
    }
  }

  /// What an audit does not say of a forged site, though it should.
  private static func mistakes(
    _ audit: SiteAudit,
    _ path: RelativePath,
    _ site: MemoryFileStore,
    isLogged: Bool
  ) -> [String] {
    guard let name = SiteLayout.publication(of: path) else { return ["not in a publication"] }
    let folder = SiteLayout.folder(of: name)
    let inputs = folder.appending(SiteLayout.EpochFiles.inputs)
    let statement = folder.appending(SiteLayout.EpochFiles.statement)
    let isInput = path.components.starts(with: inputs.components)
    let header = folder.appending(SiteLayout.EpochFiles.correction)
    var mistakes: [String] = []
    if !isInput && path != header && !audit.hasError(at: path) { mistakes.append("not named") }
    guard let publication = try? audit.history.evidence(of: name) else {
      // Nothing could be computed: the file that does not read is named, or the inputs that do not agree.
      let terms = folder.appending(SiteLayout.EpochFiles.terms)
      if ![path, inputs, terms].contains(where: audit.hasError) {
        mistakes.append("no cause named")
      }
      return mistakes
    }
    // Wherever the site differs from what its inputs give, that file is named.
    for document in publication.documents {
      let other = folder.appending(document.path)
      if site.files[other] != document.bytes, !audit.hasError(at: other) {
        mistakes.append("\(other) is not named")
      }
    }
    // The log's entry is of the manifest that was published: of inputs that say something else there is another.
    let stated = audit.log.statements.first { $0.publication == name }?.manifest
    if publication.reference.manifest != stated {
      let isStated = audit.findings.contains {
        $0.path == statement && $0.code == .wrongStatement && $0.place == "manifest"
      }
      if !isStated { mistakes.append("the statement is not named") }
    } else if !isLogged, !audit.hasError(at: path) {
      mistakes.append("not named")
    }
    return mistakes
  }

  private static func mutations(
    of path: RelativePath,
    in site: MemoryFileStore,
    _ mistakes: (FileMutation) throws -> [String]
  ) throws -> MutationCount {
    let bytes = try site.read(path)
    // Bytes and lines add nothing where no digest is compared; fields, rows, members and whole files do.
    let mutations = FileMutation.all(of: bytes, at: path).filter { $0.kind != "byte" }
    var count = MutationCount(possible: mutations.count)
    let limit = MutationCount.isExhaustive ? nil : 2
    for mutation in mutations.sampled(limit, of: bytes, seed: bytes.count + 1) {
      let found = try mistakes(mutation)
      count.add(isFound: found.isEmpty, "\(path): \(mutation.kind) \(mutation.place): \(found)")
    }
    return count
  }
}
