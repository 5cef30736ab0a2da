import FileStore
import ReportDocuments
import TestSupport
import Testing
import TransparencyLog

@testable import Publishing

/// Changes of views and of the log's files, after which the site's manifest names what is there; and another history
/// altogether.
@Suite struct LogForgeryTests {
  /// What belongs to the log: its files, statements and proofs.
  private static let logFiles = CorrectedSite.paths.filter { path in
    let name = path.components[path.components.count - 1]
    return path.components[0] == SiteLayout.log.description || name.hasPrefix("statement.json")
      || SiteLayout.EpochFiles.provenance.components == [name]
  }

  /// Pages, the index, the feed, the package.
  private static let views = CorrectedSite.paths.filter { path in
    let name = path.components[path.components.count - 1]
    return !["assets", "schemas", "log"].contains(path.components[0]) && path != SiteLayout.manifest
      && (SiteLayout.publication(of: path) == nil || name == "index.html")
  }

  @Test func siteManifestMendedAfterAChangeOfTheLog() async throws {
    let site = try CorrectedSite.older.get()
    let widest = try #require(
      Self.logFiles.last { $0.components.contains("entries") }
    )
    let limit = MutationCount.isExhaustive ? nil : 5
    try await MutationCount.require("log, site's manifest mended", over: Self.logFiles) { path in
      try Self.count(site, path, limit) { audit in
        // The entries are what all else is compared with: the first that differs is a statement.
        let consequences: [RelativePath] =
          switch path {
          case widest:
            (["1", "1.1", "2"]).compactMap { RelativePath("epochs/\($0)/statement.json") }
          case SiteLayout.verifierKey: [SiteLayout.checkpoint]
          default: []
          }
        return ([path] + consequences).contains(where: audit.hasError)
          // Nothing holds that a provenance was signed once: that there is none now is a note.
          || audit.findings.contains { $0.path == path && $0.code == .noProvenance }
      }
    }
  }

  @Test func siteManifestMendedAfterAChangeOfAView() async throws {
    let site = try CorrectedSite.published.get()
    let limit = MutationCount.isExhaustive ? nil : 1
    try await MutationCount.require("views, site's manifest mended", over: Self.views) { path in
      try Self.count(site, path, limit) { audit in
        // The index says who publishes, and by what the views are made: all others follow from it.
        audit.hasError(at: path)
          || path == SiteLayout.index
            && audit.findings.contains { $0.code == .wrongView || $0.code == .notRendered }
      }
    }
  }

  /// Another figure in the books and everything made again with the right key: nothing but a head that was kept
  /// shows it, and that always does.
  @Test func everyFigureOfTheBooksInAnotherHistory() async throws {
    let kept = try CorrectedSite.published.get().checkpoint()
    let ledgers: [RelativePath] = ["ledgers/revenue.csv", "ledgers/staking.csv"]
    try await MutationCount.require("another history", over: ledgers) { path in
      let bytes = try TestFile.bytes("EndToEndTests/Books/tiny/\(path)")
      let mutations = FileMutation.all(of: bytes, at: path).filter {
        ["field", "line removed"].contains($0.kind) && !$0.place.hasPrefix("line 1,")
          && $0.place != "line 1"
      }
      var count = MutationCount(possible: mutations.count)
      let limit = MutationCount.isExhaustive ? nil : 5
      for mutation in mutations.sampled(limit, of: bytes, seed: bytes.count) {
        // Books that are refused make no history.
        guard
          let stages = try? CorrectedSite.publish(changing: {
            $0.exchange(mutation, of: bytes, at: path)
          })
        else {
          count.possible -= 1
          continue
        }
        var audit = try SiteAudit(of: stages[1])
        let agrees = audit.findings.isEmpty
        let isProven = audit.checkHistory(since: kept, key: TinySite.signer.verifier) != nil
        count.add(
          isFound: agrees && isProven && audit.findings.map(\.code) == [.rewrittenHistory],
          "\(path): \(mutation.kind) \(mutation.place): \(audit.findings)"
        )
      }
      return count
    }
  }

  private static func count(
    _ site: MemoryFileStore,
    _ path: RelativePath,
    _ limit: Int?,
    _ isFound: (SiteAudit) -> Bool
  ) throws -> MutationCount {
    let views = try CorrectedSite.views.get()
    let bytes = try site.read(path)
    let mutations = FileMutation.all(of: bytes, at: path)
    var count = MutationCount(possible: mutations.count)
    for mutation in mutations.sampled(limit, of: bytes, seed: bytes.count + 2) {
      var forgery = SiteForgery(site: site)
      forgery.site.files[path] = mutation.bytes
      try forgery.mendSiteManifest()
      let audit = try SiteAudit(of: forgery.site, views: views)
      let isHidden = !audit.findings.contains { $0.code == .changedFile }
      count.add(
        isFound: isHidden && isFound(audit),
        "\(path): \(mutation.kind) \(mutation.place): \(audit.findings)"
      )
    }
    return count
  }
}

extension MemoryFileStore {
  /// Puts a changed ledger in place, with the correction where that is made already.
  fileprivate mutating func exchange(
    _ mutation: FileMutation,
    of bytes: [UInt8],
    at path: RelativePath
  ) {
    let isCorrected = files[path] != bytes
    files[path] = mutation.bytes
    if isCorrected { try? CorrectedSite.correct(&self) }
  }
}
