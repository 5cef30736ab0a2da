import Books
import FileStore
import Publishing
import ReportDocuments
import Signing
import TestSupport
import Testing

/// What publishing and auditing one epoch read of the others: the four epochs of the Opur example.
@Suite struct LongHistoryTests {
  private static let books = Result {
    try Books(from: MemoryFileStore(bytes: TestFile.tree("../Examples/opur")))
  }
  private static let three = Result { try TinySite.publish(books.get(), through: 3) }
  private static let four = Result {
    try TinySite.publish(books.get(), through: 4, over: three.get())
  }

  /// What is read of an epoch that neither is published nor comes right before one that is.
  private static let kept: Set<String> = [
    "manifest.json", "inputs/epoch.json", "report.json", "usdc/holders.csv", "statement.json",
    "statement.json.tlog-proof", "provenance.dsse.json", "index.html",
  ]

  /// The files of an epoch that were read, relative to its folder.
  private func filesRead(of epoch: Int, in store: ReadCountingStore) -> Set<String> {
    let folder = "epochs/\(epoch)/"
    let paths = store.byteCounts.keys.map(\.description)
    return Set(paths.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) })
  }

  @Test func oneAfterTheOtherIsAllAtOnce() throws {
    let all = try TinySite.publish(Self.books.get(), through: 4)
    let one = try Self.four.get()
    // Proofs and tiles of earlier heads stay what they were, and the site's manifest names them.
    let differing = Set(all.files.keys).union(one.files.keys).filter {
      all.files[$0] != one.files[$0]
    }
    #expect(
      differing.map(\.description).sorted() == [
        "epochs/1/statement.json.tlog-proof", "epochs/2/statement.json.tlog-proof",
        "epochs/3/statement.json.tlog-proof", "log/tile/0/000.p/3",
        "log/tile/entries/000.p/3", "manifest.json",
      ]
    )
    #expect(try SiteAudit(of: one).findings == [])
  }

  @Test func theNextEpochReadsTheLastOneAlone() throws {
    let store = ReadCountingStore(try Self.three.get())
    let publication = try TinySite.publication(of: Self.books.get(), through: 4, over: store)
    #expect(publication.newPublications == [PublicationName(epoch: 4)])
    for epoch in [1, 2] { #expect(filesRead(of: epoch, in: store).subtracting(Self.kept) == []) }
    #expect(filesRead(of: 3, in: store).isSuperset(of: ["inputs/staking.csv", "usdc/claims.csv"]))
  }

  @Test func withNothingNewEveryByteIsRead() throws {
    let store = ReadCountingStore(try Self.four.get())
    #expect(try TinySite.publication(of: Self.books.get(), through: 4, over: store).isUnchanged)
    let unread = try store.paths().filter { store.byteCounts[$0] == nil }
    #expect(unread == [])
  }

  @Test func damageOfAnEarlierEpoch() throws {
    let (three, four) = (try Self.three.get(), try Self.four.get())
    let damage: (inout MemoryFileStore) -> Void = {
      $0.files["epochs/1/usdc/claims.csv"]?[40] ^= 1
      $0.files["epochs/1/usdc/holders.csv"]?[60] ^= 1
      $0.files["epochs/2/inputs/staking.csv"]?.removeLast()
      $0.files["epochs/2/report.json"] = nil
    }
    var damaged = three
    damage(&damaged)
    // What is read, has another size or is gone is made again at once; a byte of what is not read, when nothing is new.
    let grown = try TinySite.publish(Self.books.get(), through: 4, over: damaged)
    #expect(grown.files.filter { four.files[$0] != $1 }.map(\.key) == ["epochs/1/usdc/claims.csv"])
    let whole = try TinySite.publication(of: Self.books.get(), through: 4, over: grown)
    #expect(whole.damagedFiles == ["epochs/1/usdc/claims.csv"])
    #expect(try TinySite.publish(Self.books.get(), through: 4, over: grown) == four)
  }

  @Test func reportThatTheLogDoesNotTellOf() throws {
    var site = try Self.three.get()
    let (report, manifest) =
      ("epochs/1/report.json", "epochs/1/manifest.json") as (RelativePath, RelativePath)
    let digest = { ContentDigest(bytes: SHA256.hash(try site.read(report))).description }
    let old = try digest()
    try site.replace("\"holderCount\": 46", with: "\"holderCount\": 47", in: report)
    try site.replace(old, with: digest(), in: manifest)
    #expect(throws: PublicationError.otherEvidence(PublicationName(epoch: 1))) {
      try TinySite.publication(of: Self.books.get(), through: 4, over: site)
    }
  }

  /// Corrections are taken from their documents too, and pages made with them are the same.
  @Test func correctionsAreReadNotComputed() throws {
    let site = try CorrectedSite.published.get()
    let books = try CorrectedSite.books([CorrectedSite.correct])
    #expect(try TinySite.publication(of: books, over: site).isUnchanged)
    var damaged = site
    damaged.files["epochs/1.1/usdc/differences.csv"]?[50] ^= 1
    #expect(try TinySite.publish(books, over: damaged) == site)
  }

  @Test(arguments: 1...4) func auditOfOneEpoch(epoch: Int) throws {
    let store = ReadCountingStore(try Self.four.get())
    let audit = try SiteAudit(of: store, epoch: epoch)
    #expect(audit.agrees && audit.computed == [PublicationName(epoch: epoch)])
    #expect(audit.findings.map(\.code) == [.notAudited])
    let audited = Self.kept.subtracting(["usdc/holders.csv"]).union(["inputs/revenue.csv"])
    for other in 1...4 where other != epoch {
      #expect(filesRead(of: other, in: store).subtracting(audited) == [])
    }
    #expect(filesRead(of: epoch, in: store).contains("usdc/claims.csv"))
  }

  @Test func oneEpochIsAuditedAsAllAre() throws {
    var site = try Self.four.get()
    for path in try site.paths() where path.components.last == "holders.csv" {
      site.files[path]?[60] ^= 1
    }
    let all = try SiteAudit(of: site).findings
    for epoch in 1...4 {
      let one = try SiteAudit(of: site, epoch: epoch).findings.filter { $0.code != .notAudited }
      #expect(!one.isEmpty && one == all.filter { "\($0.path)".hasPrefix("epochs/\(epoch)/") })
    }
  }

  /// Epoch 1 holds the evidence of epoch 2, and the site's manifest says so too.
  @Test func epochUnderAnotherName() throws {
    var forgery = SiteForgery(site: try Self.four.get())
    for path in try forgery.site.paths() where "\(path)".hasPrefix("epochs/2/") {
      let other = RelativePath("epochs/1/" + "\(path)".dropFirst("epochs/2/".count))
      forgery.site.files[try #require(other)] = forgery.site.files[path]
    }
    try forgery.mendSiteManifest()
    let findings = try SiteAudit(of: forgery.site, epoch: 4).findings
    #expect(
      findings.contains {
        $0.path == "epochs/1" && $0.message.hasSuffix("are not what the log tells of")
      }
    )
  }

  @Test func epochThatIsNotThere() throws {
    let audit = try SiteAudit(of: Self.four.get(), epoch: 9)
    #expect(audit.findings.map(\.code) == [.missingFile, .notAudited] && !audit.agrees)
    #expect(audit.findings[0].message == "the site has no epoch 9")
  }
}
