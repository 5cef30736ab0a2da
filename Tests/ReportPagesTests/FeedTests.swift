import ReportDocuments
import Testing

@testable import ReportPages

struct FeedTests {
  @Test func theFeedHasAnEntryForEachEpochTheLatestFirst() throws {
    let feed = try #require(try Sample().views()["feed.atom"])
    #expect(
      XMLText.texts(of: "title", in: feed) == [
        "Example revenue sharing", "Epoch 2: 1 to 31 August 2026", "Epoch 1: 1 to 31 July 2026",
      ]
    )
    #expect(
      XMLText.texts(of: "id", in: feed) == [
        "https://transparency.example/", "https://transparency.example/epochs/2/",
        "https://transparency.example/epochs/1/",
      ]
    )
    #expect(
      XMLText.texts(of: "updated", in: feed) == [
        "2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z", "2026-08-01T00:00:00Z",
      ]
    )
  }

  @Test func theSitemapHasEveryPage() throws {
    let sitemap = try #require(try Sample().views()["sitemap.xml"])
    #expect(
      XMLText.texts(of: "loc", in: sitemap) == [
        "https://transparency.example/", "https://transparency.example/verify/",
        "https://transparency.example/methodology/", "https://transparency.example/audit/",
        "https://transparency.example/data/",
        "https://transparency.example/epochs/1/", "https://transparency.example/epochs/2/",
      ]
    )
  }

  @Test(arguments: [
    "<b>&amp;\"'", "]]>", "é\u{301}", "a\u{FFFF}b", "a\u{0}b", "{{title}}", "\u{1F600}",
  ])
  func hostileTitlesKeepTheFeedWellFormed(title: String) throws {
    var sample = Sample()
    sample.title = title
    let feed = try #require(try sample.views()["feed.atom"])
    let texts = try #require(XMLText.texts(of: "title", in: feed))
    let expected = title.unicodeScalars.map { scalar in
      scalar.value == 0xFFFF || scalar.value == 0 ? "\u{FFFD}" : String(scalar)
    }
    #expect(texts[0].unicodeScalars.elementsEqual(expected.joined().unicodeScalars))
  }
}
