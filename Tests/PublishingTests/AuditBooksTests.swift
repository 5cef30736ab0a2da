import FileStore
import Publishing
import TestSupport
import Testing

/// Books set against the site that was published from them.
@Suite struct AuditBooksTests {
  @Test func sameBooksAgree() throws {
    let site = try TinySite.published.get()
    var audit = try SiteAudit(of: site)
    audit.compare(try TinySite.books(), closed: [1, 2])
    #expect(audit.findings == [])
  }

  @Test func otherLedger() throws {
    let site = try TinySite.published.get()
    let books = try TinySite.books { store in
      try store.replace("ads,10000,INV-3", with: "ads,10000.01,INV-3", in: "ledgers/revenue.csv")
    }
    var audit = try SiteAudit(of: site)
    audit.compare(books, closed: [1, 2])
    let finding = try #require(audit.findings.first)
    #expect(finding.code == .otherBooks && finding.path == "epochs/1/inputs/revenue.csv")
    #expect(finding.place.hasSuffix("column amount"))
    #expect(!audit.agrees)
    // What follows from another epoch 1 differs in epoch 2 too, and nothing is found but in inputs.
    #expect(
      audit.findings.allSatisfy { "\($0.path)".contains("/inputs/") && $0.code == .otherBooks }
    )
  }

  @Test func booksWithoutAnEpoch() throws {
    let site = try TinySite.published.get()
    var audit = try SiteAudit(of: site)
    audit.compare(try TinySite.books(), closed: [1])
    #expect(audit.findings.map(\.code) == [.otherBooks])
    #expect(audit.findings.map(\.path) == ["epochs/2/inputs/epoch.json"])
  }

  @Test func epochThatIsNotPublished() throws {
    let books = try TinySite.books()
    let site = try TinySite.publish(books, through: 1)
    var audit = try SiteAudit(of: site)
    audit.compare(books, closed: [1, 2])
    #expect(audit.findings.map(\.code) == [.notPublished])
    #expect(audit.agrees)
  }

  @Test func epochThatWasNotComputed() throws {
    let books = try TinySite.books()
    var site = try TinySite.publish(books)
    site.files["epochs/2/inputs/staking.csv"] = nil
    var audit = try SiteAudit(of: site)
    audit.compare(books, closed: [1, 2])
    #expect(audit.findings.last?.code == .otherBooks)
    #expect(audit.findings.last?.path == "epochs/2/inputs/epoch.json")
  }
}
