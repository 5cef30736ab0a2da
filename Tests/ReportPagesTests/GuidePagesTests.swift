import Distribution
import ReportDocuments
import Testing

@testable import ReportPages

/// The pages that explain: methodology, audit guide, and the page for what is not there.
struct GuidePagesTests {
  private func document(_ path: String, of sample: Sample = Sample()) throws -> HTMLDocument {
    let bytes = try #require(try sample.views()[path])
    return try #require(HTMLDocument(bytes))
  }

  @Test func theRulesAreWorkedOnTheLatestEpoch() throws {
    // 30,000.123456 and 12,500 at 40%, half of it for stakers; weights are 1000 : 250 : 4 over 31 days.
    let texts = try document("methodology/index.html").elements(named: "p").map(\.text)
    for line in [
      "Transaction fees: floor(30,000.123456 × 40%) = 12,000.049382 USDC, retained 18,000.074074 USDC",
      "pool: 17,000.049382 = 17,000.049382 USDC",
      "allocated: floor(17,000.049382 × 50%) = 8,500.024691 USDC",
      "reinvested: 17,000.049382 − 8,500.024691 = 8,500.024691 USDC",
      "allocation: 8,500.024691 + 0.000002 = 8,500.024693 USDC",
      "that is 6,778.329101 USDC",
    ] {
      let isThere = texts.contains(line)
      #expect(isThere, "\(line)")
    }
  }

  @Test func rulesThatNoEpochHasAreNotExplained() throws {
    let page = try document("methodology/index.html")
    let ids = Set(page.elements.compactMap { $0.attributes["id"] })
    #expect(ids.isSuperset(of: ["parameters", "streams", "pool", "decisions", "stake", "share"]))
    #expect(ids.isDisjoint(with: ["beneficiaries", "returned", "corrections"]))
    #expect(!page.elements(named: "body")[0].text.contains("ruleset 2"))
  }

  @Test func parametersNameTheDecisionThatSetThem() throws {
    let rows = try document("methodology/index.html").elements(named: "tr").map(\.text)
    #expect(rows.contains("Staker shareof the pool50%OIP-1"))
    #expect(rows.contains("Pool share of Transaction feesof the stream's revenue40%OIP-1"))
    #expect(rows.contains("Minimum payoutevery share is paid at oncenoneruleset 1"))
  }

  @Test func theGuideListsTheDigestOfEveryEpochTheLatestFirst() throws {
    let rows = try document("audit/index.html").elements(named: "tr").map(\.text)
      .filter { $0.hasPrefix("Epoch ") && $0.contains("manifest.json") }
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("Epoch 2"))
    #expect(rows.allSatisfy { $0.contains(String(repeating: "07", count: 32)) })
    #expect(rows.allSatisfy { $0.contains("root, USDC0x") })
  }

  @Test(
    "What no check can show stands where somebody checks",
    arguments: [
      "audit/index.html", "verify/index.html", "epochs/1/index.html",
    ]
  )
  func limitsAreTold(path: String) throws {
    let items = try document(path).elements(named: "li").map(\.text)
    #expect(items.contains { $0.hasPrefix("That the ledger is complete.") })
    #expect(items.contains { $0.hasPrefix("That this host is honest.") })
  }

  @Test("A shell takes the site's address for one word")
  func theAddressStaysBetweenItsQuotes() throws {
    var sample = Sample()
    sample.baseURL = "https://a.example/';echo$IFS'x/"
    let commands = try document("audit/index.html", of: sample).elements(named: "pre").map(\.text)
    #expect(commands.contains { $0.hasPrefix("ADDRESS='https://a.example/%27;echo$IFS%27x/'\n") })
  }

  @Test(arguments: [
    ("https://a.example/", "/"), ("https://a.example/below/", "/below/"),
    ("https://a.example/a/b/", "/a/b/"), ("https://a.example//b.example/", "/.//b.example/"),
    ("ipfs://bafy/", "/"), ("https://a.example/?x=/", "/"), ("https://a.example", "/"), ("", "/"),
  ])
  func missingPagesLinkFromTheRootOfTheHost(baseURL: String, root: String) throws {
    #expect(rootPath(of: baseURL) == root)
    var sample = Sample()
    sample.baseURL = baseURL
    let page = try document("404.html", of: sample)
    let links = page.elements.compactMap { $0.attributes["href"] }
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("https://") }
    #expect(links.contains(root + "assets/style.css"))
    #expect(links.allSatisfy { $0.hasPrefix(root) })
    #expect(page.elements(named: "script").isEmpty)
    #expect(page.elements(named: "link").allSatisfy { $0.attributes["rel"] != "canonical" })
  }

  @Test(
    "The page that is shown is marked in both navigations",
    arguments: [
      ("index.html", "Overview"), ("verify/index.html", "Check an account"),
      ("methodology/index.html", "Methodology"), ("audit/index.html", "Audit guide"),
      ("data/index.html", "Data"),
    ]
  )
  func theCurrentPageIsMarked(path: String, name: String) throws {
    let marked = try document(path).elements.filter { $0.attributes["aria-current"] == "page" }
    #expect(marked.map(\.text) == [name, name])
    let others = try document("epochs/1/index.html").elements
    #expect(others.allSatisfy { $0.attributes["aria-current"] == nil })
  }
}
