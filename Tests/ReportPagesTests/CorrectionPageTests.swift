import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import Testing

@testable import ReportPages

struct CorrectionPageTests {
  private static let hostile =
    "</q><img src=x onerror=alert(1)>\"\u{301} '\u{301} {{site.title}} e\u{301}"

  private static func difference(_ number: Int, _ amount: UInt64) throws -> ShareDifference {
    let bytes = [UInt8](repeating: 0, count: 18) + [UInt8(number / 256), UInt8(number % 256)]
    let account = try #require(Address(bytes: bytes))
    let holder = HolderShare(account: account, weight: 1, share: UInt256(amount), paid: .zero)
    // Every second share shrinks to nothing; the others grow from it.
    let shrinks = number.isMultiple(of: 2)
    return try #require(
      try ShareDifference.all(between: shrinks ? [] : [holder], and: shrinks ? [holder] : []).first
    )
  }

  private func pages(
    _ name: PublicationName = PublicationName(epoch: 1, correction: 1),
    reason: String = "An invoice was missing.",
    settlement: Settlement = .adjustments,
    amounts: [UInt64] = [5, 7],
    tables: [CorrectionDocument.Table] = [],
    after latest: Int = 2
  ) throws -> SitePages {
    let sample = Sample()
    let epochs = try sample.epochs().map(\.epoch)
    let report = epochs[name.epoch - 1].report
    let differences = try amounts.enumerated().map {
      try Self.difference($0.offset + 1, $0.element)
    }
    let document = CorrectionDocument(
      publication: name,
      reason: reason,
      settlement: settlement,
      payouts: [
        .init(
          asset: "usdc",
          differenceCount: differences.count,
          increase: UInt256(5_000_001),
          decrease: UInt256(7_000_002),
          rootBefore: nil,
          rootAfter: report.main.claims.root
        )
      ],
      terms: [.init(place: "decision.title", before: reason, after: nil)],
      tables: tables,
      figures: [.init(place: "pool.amount", before: "12", after: "13")]
    )
    return try SitePages(
      site: sample.site,
      generator: sample.generator,
      epochs: epochs,
      corrections: [
        ReportedCorrection(
          document: document,
          report: report,
          corrected: report,
          evidence: ContentDigest(bytes: [UInt8](repeating: 3, count: 32)),
          differences: [differences],
          latestEpoch: epochs[latest - 1].report.epoch
        )
      ],
      templates: .embedded
    )
  }

  private func document(_ page: SitePage, of pages: SitePages) throws -> HTMLDocument {
    try #require(HTMLDocument(try pages.bytes(of: page, shares: [[]])))
  }

  private static let own = SitePage.correction(PublicationName(epoch: 1, correction: 1))

  @Test func aCorrectionHasItsPageAndIsLinked() throws {
    let pages = try pages()
    #expect(pages.pages.contains(Self.own))
    #expect(Self.own.path == "epochs/1.1/index.html")
    for (page, link) in [
      (SitePage.home, "epochs/1.1/index.html"), (.epoch(1), "../../epochs/1.1/index.html"),
      (.audit, "../epochs/1.1/index.html"),
    ] {
      let links = try document(page, of: pages).elements(named: "a").map { $0.attributes["href"] }
      #expect(links.contains(link), "\(page)")
    }
    let other = try document(.epoch(2), of: pages).elements(named: "a")
    #expect(!other.contains { $0.attributes["href"] == "../../epochs/1.1/index.html" })
  }

  @Test func theFeedHasItWhereItWasPublished() throws {
    let feed = try pages(after: 1).bytes(of: .feed)
    #expect(
      XMLText.texts(of: "id", in: feed) == [
        "https://transparency.example/", "https://transparency.example/epochs/2/",
        "https://transparency.example/epochs/1.1/", "https://transparency.example/epochs/1/",
      ]
    )
    #expect(
      XMLText.texts(of: "published", in: feed) == [
        "2026-09-01T00:00:00Z", "2026-08-01T00:00:00Z", "2026-08-01T00:00:00Z",
      ]
    )
    let later = try pages(after: 2).bytes(of: .feed)
    #expect(
      XMLText.texts(of: "id", in: later)?.dropFirst().first
        == "https://transparency.example/epochs/1.1/"
    )
    let sitemap = try pages(after: 2).bytes(of: .sitemap)
    #expect(
      XMLText.texts(of: "lastmod", in: sitemap)?.suffix(3) == [
        "2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z",
      ]
    )
  }

  @Test func theMoneyIsToldInWords() throws {
    let text = try document(Self.own, of: pages(after: 1)).elements(named: "body")[0].text
    #expect(
      text.contains("The claims of epoch 1 stand, and the differences are settled in epoch 2.")
    )
    #expect(text.contains("2 holders have another share: 1 gets more, 5.000001 USDC together"))
    #expect(text.contains("1 gets less, 7.000002 USDC together"))
    let open = try document(Self.own, of: pages(after: 2)).elements(named: "body")[0].text
    #expect(open.contains("are settled in the next epoch that is published."))
    let replaced = try document(Self.own, of: pages(settlement: .replacement))
      .elements(named: "body")[0].text
    #expect(replaced.contains("The claims of this correction take the place of those of epoch 1."))
  }

  @Test func theEpochThatSettlesItSaysSo() throws {
    let words = "The differences of correction 1.1 are settled in this epoch."
    let settling = try document(.epoch(2), of: pages(after: 1)).elements(named: "body")[0].text
    #expect(settling.contains(words))
    let before = try document(.epoch(2), of: pages(after: 2)).elements(named: "body")[0].text
    #expect(!before.contains(words))
  }

  @Test("Of many holders those whose shares change most are listed", arguments: [200, 201])
  func manyHolders(count: Int) throws {
    let page = try document(Self.own, of: pages(amounts: (1...count).map { UInt64($0) }))
    let accounts = page.elements(named: "code").filter { $0.attributes["class"] == "address" }
      .map(\.text)
    let listed = count == 200 ? Array(1...200) : Array(102...201)
    #expect(
      try accounts == listed.map { try Self.difference($0, 1).account.description }
    )
  }

  @Test func rowsOfTablesStandUnderTheirColumns() throws {
    let row = "2026-07-01T00:00:00Z,fees,12,\"INV,1\",\"<b>\""
    let table = CorrectionDocument.Table(path: "inputs/revenue.csv", removed: [], added: [row])
    let page = try document(Self.own, of: pages(tables: [table]))
    let cells = page.elements(named: "td").filter { $0.attributes["class"] == "value" }.map(\.text)
    #expect(cells.prefix(5) == ["2026-07-01T00:00:00Z", "fees", "12", "INV,1", "<b>"])
    let names = page.elements(named: "th").map(\.text)
    #expect(names.contains("reference") && names.contains("added"))
  }

  @Test(arguments: ["a,b", "", "\"", "1,2,3,4,5,6"])
  func aRowWithOtherFieldsStandsAsItIs(row: String) {
    #expect(CorrectionDocument.Table.fields(of: row, columns: ["x", "y", "z"]) == [row])
  }

  @Test(arguments: [SitePage.home, .epoch(1), own])
  func aHostileReasonIsText(page: SitePage) throws {
    let plain = try document(page, of: pages())
    let hostile = try document(page, of: pages(reason: Self.hostile))
    #expect(hostile.elements.map(\.name) == plain.elements.map(\.name))
    #expect(
      hostile.elements.map { $0.attributes.keys.sorted() }
        == plain.elements.map { $0.attributes.keys.sorted() }
    )
    #expect(hostile.elements(named: "body")[0].text.contains(Self.hostile))
  }

  @Test func withoutALogNothingIsSaidOfOne() throws {
    #expect(
      !(try document(Self.own, of: pages())).elements.contains { $0.attributes["id"] == "log" }
    )
  }
}
