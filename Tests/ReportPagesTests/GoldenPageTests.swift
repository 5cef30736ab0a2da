import Foundation
import Testing

/// Whole views, byte for byte.
///
/// `UPDATE_GOLDEN=1 swift test` rewrites the files; read the difference.
struct GoldenPageTests {
  @Test(arguments: [
    ("index.html", "index.html"), ("epochs/2/index.html", "epoch-2.html"),
    ("verify/index.html", "verify.html"), ("methodology/index.html", "methodology.html"),
    ("audit/index.html", "audit.html"), ("data/index.html", "data.html"), ("404.html", "404.html"),
    ("feed.atom", "feed.atom"),
    ("sitemap.xml", "sitemap.xml"),
  ])
  func viewsAreAsBefore(path: String, name: String) throws {
    let bytes = Data(try #require(try Sample().views()[path]))
    let golden = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
      .appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try bytes.write(to: golden)
    }
    #expect(try Data(contentsOf: golden) == bytes, "\(name) differs; UPDATE_GOLDEN=1 rewrites it")
  }
}
