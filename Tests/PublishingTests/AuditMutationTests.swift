import FileStore
import Publishing
import ReportDocuments
import Signing
import TestSupport
import Testing

@Suite struct AuditMutationTests {
  @Test func untouchedSiteAgrees() throws {
    let site = try TinySite.published.get()
    let audit = try SiteAudit(of: site)
    #expect(audit.findings == [])
    #expect(audit.agrees && audit.history.epochs.map(\.number) == [1, 2])
    // Every file but the site's own manifest, which no manifest names.
    #expect(audit.fileCount == site.files.count - 1)
    #expect(TinySite.paths.count > 30)
  }

  @Test(
    "What a finding says",
    arguments: [
      (
        "epochs/1/report.json", "\"shares\": \"10000000000\"", "\"shares\": \"10000000001\"",
        AuditFinding.Code.wrongFigure, "allocation.shares"
      ),
      (
        "epochs/1/usdc/holders.csv", ",3000000000,3000000000", ",3000000000,3000000001",
        .wrongFigure, "line 5, column paid"
      ),
      ("epochs/2/usdc/claims.csv", "3,0xF7", "4,0xF7", .wrongFigure, "line 5, column index"),
      (
        "epochs/2/inputs/epoch.json", "\"remainder\": \"0\"", "\"remainder\": \"1\"", .brokenChain,
        "carried.remainder"
      ),
      ("epochs/1/manifest.json", "\"report.json\"", "\"zeport.json\"", .malformedDocument, ""),
      ("epochs/1/inputs/staking.csv", ",S-1\n", ",S-2\n", .malformedDocument, ""),
      ("index.html", "</html>", "</html >", .wrongView, ""),
    ]
  )
  func finding(
    name: String,
    text: String,
    other: String,
    code: AuditFinding.Code,
    place: String
  ) throws {
    var site = try TinySite.published.get()
    let path = try #require(RelativePath(name))
    try site.replace(text, with: other, in: path)
    let findings = try SiteAudit(of: site).findings
    #expect(findings.contains { $0.code == code && $0.place == place }, "\(findings)")
    #expect(findings.contains { $0.code == .changedFile && $0.path == path }, "\(findings)")
  }

  /// Right digests do not hide a forged figure: it is computed again.
  @Test func forgedFigureWithForgedManifests() throws {
    var site = try TinySite.published.get()
    let holders: RelativePath = "epochs/1/usdc/holders.csv"
    try site.replace(",3000000000,3000000000", with: ",3000000000,3000000001", in: holders)
    try site.forgeDigest(of: holders, in: "epochs/1/manifest.json", at: "usdc/holders.csv")
    try site.forgeDigest(
      of: "epochs/1/manifest.json",
      in: "manifest.json",
      at: "epochs/1/manifest.json"
    )
    let findings = try SiteAudit(of: site).findings
    #expect(!findings.contains { $0.code == .changedFile })
    #expect(
      findings.contains {
        $0.path == holders && $0.code == .wrongFigure && $0.place == "line 5, column paid"
          && $0.expected == "3000000000" && $0.found == "3000000001"
      },
      "\(findings)"
    )
  }

  /// The log is read as the manifest names its files: one that it does not name is its own fault, not the file's alone.
  @Test(
    "A file of the log that the site's manifest does not name",
    arguments: [
      "epochs/1/statement.json.tlog-proof", "epochs/2/provenance.dsse.json", "log/tile/0/000.p/2",
      "log/tile/entries/000.p/2", "log/checkpoint", "log/vkey",
    ]
  )
  func fileOfTheLogUnnamed(name: String) throws {
    var site = try TinySite.published.get()
    let path = try #require(RelativePath(name))
    let files = try Manifest(parsing: site.read(SiteLayout.manifest)).files
    #expect(files.contains { $0.path == path })
    site.files[SiteLayout.manifest] = Manifest(files: files.filter { $0.path != path }).bytes
    let audit = try SiteAudit(of: site)
    #expect(audit.hasError(at: SiteLayout.manifest), "\(audit.findings)")
    #expect(audit.hasError(at: path), "\(audit.findings)")
  }

  @Test func epochTakenOutWhole() throws {
    var site = try TinySite.published.get()
    site.files = site.files.filter { !$0.key.description.hasPrefix("epochs/1/") }
    let audit = try SiteAudit(of: site)
    #expect(audit.findings.contains { $0.code == .brokenChain && $0.place == "previous" })
    #expect(audit.hasError(at: "epochs/1/manifest.json"))
  }

  @Test func nothingPublished() throws {
    let audit = try SiteAudit(of: MemoryFileStore())
    #expect(!audit.agrees)
    let errors = audit.findings.filter { $0.severity == .error }
    #expect(errors.map(\.path) == ["manifest.json", "epochs"])
  }
}

extension MemoryFileStore {
  /// Makes a manifest say what stands in a file now.
  fileprivate mutating func forgeDigest(
    of path: RelativePath,
    in manifest: RelativePath,
    at entry: RelativePath
  ) throws {
    let bytes = try read(path)
    let files = try Manifest(parsing: read(manifest)).files
    let forged = Manifest.File(
      path: entry,
      byteCount: bytes.count,
      digest: ContentDigest(bytes: SHA256.hash(bytes))
    )
    #expect(files.contains { $0.path == entry })
    self.files[manifest] = Manifest(files: files.filter { $0.path != entry } + [forged]).bytes
  }
}

extension SiteAudit {
  func hasError(at path: RelativePath) -> Bool {
    findings.contains { $0.path == path && $0.severity == .error }
  }
}
