import Distribution
import ReportDocuments
import Testing

@testable import ReportPages

struct SitePagesTests {
  private static let hostile =
    "\"\u{301} onmouseover=\"alert(1)'><img src=x>{{title}}{{{x}}}</title>"
  private static let pages = [
    "index.html", "epochs/1/index.html", "epochs/2/index.html", "verify/index.html",
    "methodology/index.html", "audit/index.html", "data/index.html", "404.html",
  ]

  private func document(_ path: String, of sample: Sample = Sample()) throws -> HTMLDocument {
    let bytes = try #require(try sample.views()[path])
    return try #require(HTMLDocument(bytes))
  }

  @Test func makesEveryView() throws {
    let views = try Sample().views().keys.filter { !$0.hasPrefix("schemas/") }.sorted()
    #expect(
      views == [
        "404.html", "assets/browser-wallet.js", "assets/calldata-view.js", "assets/chain-node.js",
        "assets/check-outcome.js", "assets/claim-action.js", "assets/claim-call.js",
        "assets/claim-check.js",
        "assets/claim-collector.js", "assets/claim-documents.js", "assets/claim-figures.js",
        "assets/claim-notices.js",
        "assets/claim-offer.js", "assets/claim-range.js", "assets/claim-sending.js",
        "assets/claim-state.js",
        "assets/claim-telling.js",
        "assets/claim-values.js", "assets/claim-verifier.js", "assets/claim-verifier.wasm",
        "assets/claim-view.js",
        "assets/claim-words.js", "assets/contract-refusal.js", "assets/contract-root.js",
        "assets/icon.svg",
        "assets/one-at-a-time.js", "assets/proof-document.js", "assets/proof-file.txt",
        "assets/site-reader.js",
        "assets/style.css", "assets/sum-check.js", "assets/sum-tree.js", "assets/tree-range.js",
        "assets/verify.js",
        "assets/wallet-choice.js",
        "audit/check-site.py", "audit/index.html", "data/index.html", "epochs/1/index.html",
        "epochs/2/index.html",
        "feed.atom", "index.html",
        "methodology/index.html", "sitemap.xml", "verify/index.html",
      ]
    )
  }

  @Test func equalArgumentsGiveEqualBytes() throws {
    #expect(try Sample().views() == Sample().views())
  }

  @Test(arguments: Self.pages)
  func pagesHoldNoInlineScriptOrStyle(path: String) throws {
    let page = try document(path)
    for element in page.elements {
      #expect(element.attributes["style"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
    }
    #expect(page.elements(named: "style").isEmpty)
    // A data block is not run.
    for script in page.elements(named: "script")
    where script.attributes["type"] != "application/ld+json" {
      #expect(script.attributes["src"] != nil)
      #expect(script.text == "")
    }
    let policy = page.elements(named: "meta").filter { $0.attributes["http-equiv"] != nil }
    #expect(policy.count == 1)
    #expect(policy[0].attributes["content"]?.hasPrefix("default-src 'none'; ") == true)
  }

  @Test(arguments: Self.pages)
  func linksOfPagesLeadToFilesOfTheSite(path: String) throws {
    let evidence: Set<String> = [
      "index.json", "datapackage.json", "manifest.json", "report.json", "inputs/epoch.json",
      "inputs/revenue.csv",
      "inputs/staking.csv", "inputs/opening-lots.csv", "usdc/holders.csv", "usdc/claims.csv",
      "usdc/tree.json", "epochs/1/manifest.json", "epochs/2/manifest.json", "usdc/claims/0x.json",
    ]
    let views = Set(try Sample().views().keys)
    let folder = path.split(separator: "/").dropLast().map(String.init)
    for element in try document(path).elements {
      guard let link = element.attributes["href"] ?? element.attributes["src"],
        !link.hasPrefix("#"), !link.hasPrefix("https://")
      else { continue }
      var parts = link.hasPrefix("/") ? [] : folder
      for part in link.prefix(while: { $0 != "#" }).split(separator: "/") {
        if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
      }
      let isView = views.contains(parts.joined(separator: "/"))
      #expect(isView || evidence.contains { link.hasSuffix($0) }, "\(link)")
    }
  }

  @Test func idsOfAPageAreDistinct() throws {
    for path in Self.pages {
      for sample in [Sample(), Sample(hasSecondAsset: true)] {
        let ids = try document(path, of: sample).elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count, "\(path)")
      }
    }
  }

  @Test func aReportTellsItsFigures() throws {
    let page = try Sample().view("epochs/2/index.html")
    for text in [
      "42,500.12", "17,000.04", "<h1>Epoch 2</h1>", "1</time> to", "31 August 2026",
      "id=\"change\"",
      "OIP-1: Start sharing revenue", "182.5", "93.83%", "Treasury of the platform",
      "Half is for them.", "href=\"usdc/tree.json\"",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.split(separator: "> equal</span>").count == 9)
  }

  @Test func theHomePageAddsUpEveryPayoutAsset() throws {
    let page = try document("index.html", of: Sample(hasSecondAsset: true))
    let headings = page.elements(named: "h2").map(\.text)
    for heading in [
      "All epochs together, USDC", "All epochs together, WETH", "Revenue over time, WETH",
      "All epochs, WETH",
    ] {
      #expect(headings.contains(heading), "\(heading)")
    }
    // Twice 30,000,123,456 base units, and both streams twice.
    let amounts = page.elements(named: "data").compactMap { $0.attributes["title"] }
    for amount in [
      "60,000.246912 USDC", "85,000.246912 USDC", "0.000000060000246912 WETH",
      "0.000000085000246912 WETH",
    ] {
      #expect(amounts.contains(amount), "\(amount)")
    }
    #expect(try !Sample().view("index.html").contains("WETH"))
  }

  @Test func theFirstEpochIsNotCompared() throws {
    #expect(!(try Sample().view("epochs/1/index.html")).contains("id=\"change\""))
  }

  @Test func anEpochWithoutHoldersOrRevenueHasItsPage() throws {
    let sample = Sample(revenue: [0, 0], hasHolders: false)
    let page = try sample.view("epochs/1/index.html")
    #expect(page.contains("No stream brought in revenue"))
    #expect(page.contains("no tree and no root"))
    #expect(!page.contains("<svg class=\"flow\""))
    #expect(!page.contains("usdc/tree.json"))
    #expect(try sample.view("index.html").contains("none</span>"))
  }

  @Test func aSiteWithoutEpochsHasItsPages() throws {
    let site = try SitePages(
      site: Sample().site,
      generator: Sample().generator,
      epochs: [],
      templates: .embedded
    )
    let home = String(decoding: try site.bytes(of: .home), as: UTF8.self)
    #expect(home.contains("Nothing published yet"))
    for page in [SitePage.methodology, .audit, .data] {
      let bytes = try site.bytes(of: page)
      let document = try #require(HTMLDocument(bytes))
      #expect(document.elements(named: "h1").count == 1)
      #expect(document.elements.allSatisfy { $0.attributes["class"] != "worked" })
    }
    #expect(XMLText.texts(of: "updated", in: try site.bytes(of: .feed)) == ["1970-01-01T00:00:00Z"])
  }

  @Test func hostileTextRendersInert() throws {
    var sample = Sample()
    sample.title = Self.hostile
    sample.notice = Self.hostile
    sample.website = "javascript:alert(1)"
    sample.streams = [Stream(id: "fees", title: Self.hostile, description: Self.hostile)]
    sample.rationale = Self.hostile
    sample.link = "javascript:alert(1)"
    sample.choice = Self.hostile
    sample.reason = Self.hostile
    for path in Self.pages {
      let plain = try document(path, of: Sample(streams: Array(Sample().streams.prefix(1))))
      let page = try document(path, of: sample)
      #expect(page.elements(named: "img").isEmpty)
      #expect(page.elements(named: "title")[0].text.hasSuffix(Self.hostile))
      #expect(page.elements(named: "h1").count == plain.elements(named: "h1").count)
      for element in page.elements {
        #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
        #expect(element.attributes["href"]?.hasPrefix("javascript:") != true)
      }
    }
    let report = try document("epochs/2/index.html", of: sample)
    #expect(report.elements(named: "script").count == 1)
    #expect(!report.elements(named: "script")[0].text.contains("<"))
    #expect(report.elements(named: "p").contains { $0.text == Self.hostile })
    #expect(report.elements(named: "td").contains { $0.text == Self.hostile })
  }

  @Test func wordsWithoutEndKeepThePageWhole() throws {
    var sample = Sample()
    let word = String(repeating: "x", count: 10_000)
    sample.streams = [Stream(id: "fees", title: word, description: word)]
    let page = try document("epochs/1/index.html", of: sample)
    #expect(page.elements(named: "text").allSatisfy { $0.text.count < 60 })
  }
}
