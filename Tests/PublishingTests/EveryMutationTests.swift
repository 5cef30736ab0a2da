import Distribution
import FileStore
import ReportDocuments
import TestSupport
import Testing

@testable import Publishing

/// Every file of a site with a correction, changed alone: the audit names it, and where nothing follows from it,
/// nothing else.
@Suite struct EveryMutationTests {
  @Test func untouchedSiteAgrees() throws {
    let site = try CorrectedSite.published.get()
    let audit = try SiteAudit(of: site)
    #expect(audit.findings == [])
    #expect(audit.history.publications.map(\.name.description) == ["1", "1.1", "2"])
    #expect(audit.log.statements.count == 3 && audit.log.isSigned)
    let second = try EvidenceReader.inputs(of: PublicationName(epoch: 2), from: site)
    #expect(!second.inputs.adjustments.isEmpty)
    #expect(audit.fileCount == site.files.count - 1)
  }

  @Test func everyChangeOfAFileIsNamed() async throws {
    // What is published as it is is compared in one way, whichever file it is.
    let all = CorrectedSite.paths
    let fixed = Self.everyThird(all.filter(Self.isFixed))
    let paths = all.filter { !Self.isFixed($0) } + fixed
    try await MutationCount.require("a file changed alone", over: paths) { path in
      // What is published as it is needs no making again: its digest tells.
      let isMade = Self.isView(path) && !Self.isFixed(path)
      let site = try isMade ? CorrectedSite.published.get() : CorrectedSite.older.get()
      let views = try CorrectedSite.views.get()
      let bytes = try site.read(path)
      let mutations = FileMutation.all(of: bytes, at: path)
      var count = MutationCount(possible: mutations.count)
      for mutation in mutations.sampled(Self.limit(at: path), of: bytes, seed: bytes.count) {
        var changed = site
        changed.files[path] = mutation.bytes
        let audit = try SiteAudit(of: changed, views: views)
        count.add(
          isFound: audit.hasError(at: path)
            && (Self.hasConsequences(path) || audit.names(only: path)),
          "\(path): \(mutation.kind) \(mutation.place): \(audit.findings)"
        )
      }
      return count
    }
  }

  @Test func everyFileMoreIsNamed() async throws {
    let site = try CorrectedSite.older.get()
    let paths = Self.everyThird(CorrectedSite.paths)
    try await MutationCount.require("a file under a second name", over: paths) {
      path in
      let names = ["\(path)~", "log/\(path)", "epochs/1/more/\(path)", "epochs/3/\(path)"]
      let copies = try
        (MutationCount.isExhaustive ? names : [names[path.description.utf8.count % 4]])
        .map { try #require(RelativePath($0)) }
      var count = MutationCount(possible: names.count)
      for copy in copies {
        var changed = site
        changed.files[copy] = try site.read(path)
        let audit = try SiteAudit(of: changed)
        count.add(isFound: audit.hasError(at: copy), "\(copy): \(audit.findings)")
      }
      return count
    }
  }

  @Test func contentOfTwoFilesExchanged() async throws {
    let site = try CorrectedSite.older.get()
    // The site's manifest is compared where views are made again.
    let all = CorrectedSite.paths.filter { $0 != SiteLayout.manifest }
    let paths = Self.everyThird(all)
    try await MutationCount.require("two files exchanged", over: paths) { path in
      let place = try #require(all.firstIndex(of: path))
      let other = all[(place + 1) % all.count]
      var changed = site
      changed.files[path] = try site.read(other)
      changed.files[other] = try site.read(path)
      var count = MutationCount(possible: 1)
      let isSame = changed == site
      let audit = try SiteAudit(of: changed)
      count.add(
        isFound: isSame
          ? audit.findings == [] : audit.hasError(at: path) && audit.hasError(at: other),
        "\(path), \(other): \(audit.findings)"
      )
      return count
    }
  }

  /// How many changes of a file are tried.
  private static func limit(at path: RelativePath) -> Int? {
    if MutationCount.isExhaustive { return nil }
    // Making all views again takes most of an audit's time.
    if path == SiteLayout.manifest { return 6 }
    return isView(path) ? 1 : 2
  }

  /// Whether a file is published as it is, whatever the evidence.
  private static func isFixed(_ path: RelativePath) -> Bool {
    ["assets", "schemas"].contains(path.components[0])
  }

  /// Every third path, or all of them.
  private static func everyThird(_ paths: [RelativePath]) -> [RelativePath] {
    MutationCount.isExhaustive
      ? paths : paths.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
  }

  /// Whether a file is made of evidence: a page, the index, an asset, or the site's manifest.
  private static func isView(_ path: RelativePath) -> Bool {
    guard let name = SiteLayout.publication(of: path) else {
      return path.components[0] != SiteLayout.log.description
    }
    return path == SiteLayout.page(of: name)
  }

  /// Whether other files follow from a file, so that they do not agree either.
  static func hasConsequences(_ path: RelativePath) -> Bool {
    let name = path.components[path.components.count - 1]
    return ["manifest.json", "index.json", "correction.json", "statement.json.tlog-proof"].contains(
      name
    )
      || path.components.contains("inputs") || path.components[0] == "log"
  }
}

extension SiteAudit {
  /// Whether no error is at another file.
  fileprivate func names(only path: RelativePath) -> Bool {
    findings.allSatisfy { $0.severity == .note || $0.path == path }
  }
}
