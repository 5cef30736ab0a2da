import FileStore
import Publishing
import ReportDocuments
import TestSupport
import Testing

/// What an audit says of files that it cannot list or read.
@Suite struct AuditReachTests {
  @Test func addressWithoutList() throws {
    let site = try TinySite.published.get()
    let audit = try SiteAudit(of: UnlistedStore(site))
    #expect(audit.findings.map(\.code) == [.notListed])
    #expect(audit.findings[0].severity == .note)
    #expect(audit.agrees && audit.interruption == nil)
    let listed = try SiteAudit(of: site)
    #expect(audit.history.epochs.map(\.number) == listed.history.epochs.map(\.number))
    #expect(audit.figureCount == listed.figureCount && audit.fileCount == listed.fileCount)
  }

  /// Where there is no list, a file that nobody names is not found; where there is one, it is.
  @Test func unnamedFileWithoutList() throws {
    var site = try TinySite.published.get()
    site.files["assets/more.js"] = [1]
    #expect(try SiteAudit(of: UnlistedStore(site)).findings.map(\.code) == [.notListed])
    #expect(try SiteAudit(of: site).findings.map(\.code) == [.unexpectedFile])
  }

  /// A manifest in the folder of a publication says nothing by itself: the site's manifest has to name it.
  @Test func manifestThatNobodyNames() throws {
    var site = try TinySite.published.get()
    let path: RelativePath = "epochs/3/manifest.json"
    site.files[path] = try site.read(SiteLayout.manifest)
    let findings = try SiteAudit(of: site).findings.filter { $0.path == path }
    #expect(findings.map(\.code) == [.unexpectedFile])
  }

  /// Those that are published as they are, some thirty, are left out.
  private static let paths = TinySite.paths.filter {
    !["assets", "schemas"].contains($0.components[0])
  }

  @Test("A file that cannot be read is an error, once, whatever it is", arguments: paths)
  func unreadableFile(path: RelativePath) throws {
    let site = try TinySite.published.get()
    let audit = try SiteAudit(of: FailingStore(site, at: path, .cannotRead("\(path)", "no luck")))
    let findings = audit.findings.filter { $0.path == path && $0.severity == .error }
    #expect(findings.map(\.code) == [.unreadableFile], "\(audit.findings)")
    #expect(findings.first?.message == "cannot read: no luck")
    #expect(!audit.agrees)
  }

  @Test func epochWithoutInputsIsSaid() throws {
    var site = try TinySite.published.get()
    site.files["epochs/2/inputs/staking.csv"] = nil
    let audit = try SiteAudit(of: site)
    #expect(audit.history.epochs.map(\.number) == [1])
    #expect(
      audit.findings.contains { $0.code == .notComputed && "\($0.path)".contains("epochs/2/") }
    )
  }

  @Test func manifestThatDoesNotReadIsSaid() throws {
    var site = try TinySite.published.get()
    site.files[SiteLayout.manifest] = [UInt8]("{}".utf8)
    let audit = try SiteAudit(of: site)
    let notes = audit.findings.filter { $0.severity == .note }
    #expect(notes.map(\.code) == [.notRendered])
    #expect(notes[0].message == "the site's manifest does not read: the pages were not checked")
    #expect(audit.hasError(at: SiteLayout.manifest))
  }

  @Test func storeThatGoesAwayEndsTheAudit() throws {
    let site = try TinySite.published.get()
    let path: RelativePath = "epochs/1/report.json"
    let cause = FileStoreError.unavailable("https://x/", "gone")
    let audit = try SiteAudit(of: FailingStore(site, at: path, cause))
    #expect(audit.interruption == cause)
    #expect(audit.findings.map(\.code) == [.incomplete])
    #expect(audit.findings.map(\.path) == [path])
    #expect(!audit.agrees && audit.history.epochs.isEmpty)
  }

  @Test func namesThatCannotBeListed() throws {
    let site = try TinySite.published.get()
    let listing = FileListing(
      paths: try site.paths(),
      problems: [.init(in: "assets", "no path"), .init(in: nil, "no path")]
    )
    let findings = try SiteAudit(of: ListedStore(site, listing)).findings
    #expect(findings.map(\.code) == [.unlistedFolder, .unlistedFolder])
    #expect(findings.map(\.path) == ["assets", SiteLayout.manifest])
  }

  /// A name that only looks the same is another file.
  @Test func nameInAnotherNormalForm() throws {
    var site = try TinySite.published.get()
    let path: RelativePath = "assets/\u{212A}"
    let plain: RelativePath = "assets/K"
    #expect(path != plain && Set([path, plain]).count == 2)
    site.files[path] = [1]
    #expect(try SiteAudit(of: site).findings.map(\.path) == [path])
  }

  @Test func everyCodeHasOneSpelling() {
    let codes = AuditFinding.Code.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
  }
}

/// A store that gives files by their paths alone, as the web does.
private struct UnlistedStore: FileStore {
  let store: MemoryFileStore

  init(_ store: MemoryFileStore) { self.store = store }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    try store.read(path, byteLimit: byteLimit)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { throw .cannotList("here") }
}

/// A store that fails at one file.
private struct FailingStore: FileStore {
  let store: MemoryFileStore
  let path: RelativePath
  let error: FileStoreError

  init(_ store: MemoryFileStore, at path: RelativePath, _ error: FileStoreError) {
    self.store = store
    self.path = path
    self.error = error
  }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    guard path != self.path else { throw error }
    return try store.read(path, byteLimit: byteLimit)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { try store.paths() }
}

/// A store with a list of its own.
private struct ListedStore: FileStore {
  let store: MemoryFileStore
  let list: FileListing

  init(_ store: MemoryFileStore, _ list: FileListing) {
    self.store = store
    self.list = list
  }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    try store.read(path, byteLimit: byteLimit)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { try store.paths() }

  func listing() throws(FileStoreError) -> FileListing { list }
}
