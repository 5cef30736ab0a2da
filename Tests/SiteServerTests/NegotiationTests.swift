import FileStore
import Testing

@testable import SiteServer

@Suite struct NegotiationTests {
  @Test(
    "Accepted compressions by RFC 9110",
    arguments: [
      (nil, []),
      ("", []),
      ("identity", []),
      ("gzip", [.gzip]),
      ("gzip, deflate, br", [.brotli, .gzip]),
      ("GZIP , Br", [.brotli, .gzip]),
      ("br;q=0.5, gzip;q=0.8", [.gzip, .brotli]),
      ("br;q=0, gzip", [.gzip]),
      ("br ; q=0.000, gzip; q=1.000", [.gzip]),
      ("*", [.brotli, .gzip]),
      ("*;q=0", []),
      ("gzip;q=0, *", [.brotli]),
      ("gzip;q=2, br;q=1.001", []),
      ("gzip;q=, br;q=x", []),
      ("gzip;level=9", []),
      ("gzip;q=0.1234", []),
      (";;,,;q=1", []),
      ("x-gzip", []),
    ] as [(String?, [ContentEncoding])]
  )
  func accepted(field: String?, encodings: [ContentEncoding]) {
    #expect(ContentEncoding.accepted(by: field) == encodings)
  }

  @Test(
    "Types by the end of the name",
    arguments: [
      ("index.html", "text/html; charset=utf-8"),
      ("a/report.json", "application/json"),
      ("claims.csv", "text/csv; charset=utf-8"),
      ("claim-verifier.wasm", "application/wasm"),
      ("icon.svg", "image/svg+xml; charset=utf-8"),
      ("verify.js", "text/javascript; charset=utf-8"),
      ("style.css", "text/css; charset=utf-8"),
      ("feed.atom", "application/atom+xml; charset=utf-8"),
      ("sitemap.xml", "application/xml; charset=utf-8"),
      ("card.PNG", "image/png"),
      ("robots.txt", "text/plain; charset=utf-8"),
      ("README.md", "text/markdown; charset=utf-8"),
      ("audit/check-site.py", "text/plain; charset=utf-8"),
      ("log/checkpoint", "text/plain; charset=utf-8"),
      ("log/tile/0/000", "application/octet-stream"),
      ("a.html/b", "application/octet-stream"),
      ("index.html.br", "application/octet-stream"),
      ("index.html.gz", "application/gzip"),
      ("a.", "application/octet-stream"),
    ]
  )
  func type(path: String, type: String) throws {
    #expect(contentType(of: try #require(RelativePath(path))) == type)
  }

  @Test(
    "A version that the client names is not sent again",
    arguments: [
      ("W/\"1-2\"", true), ("\"1-2\"", true), ("*", true), ("\"x\", W/\"1-2\"", true),
      (nil, false), ("", false), ("1-2", false), ("\"1-3\"", false), ("W/\"1-2", false),
    ] as [(String?, Bool)]
  )
  func held(field: String?, isHeld: Bool) {
    #expect(EntityTag(version: "1-2").isHeld(by: field) == isHeld)
  }

  @Test(
    "Only this machine's names with the port are the server's",
    arguments: [
      ("127.0.0.1:8000", true), ("localhost:8000", true), ("LocalHost:8000", true),
      ("127.0.0.1", false), ("localhost", false), ("127.0.0.1:80", false), ("", false),
      ("evil.example:8000", false), ("127.0.0.1.evil.example:8000", false),
      ("localhost:8000@evil.example", false), ("127.1:8000", false), ("0.0.0.0:8000", false),
    ]
  )
  func host(host: String, isLocal: Bool) {
    #expect(isLocalHost(host, port: 8_000) == isLocal)
  }

  @Test func port80NeedsNoNumber() {
    #expect(isLocalHost("127.0.0.1", port: 80))
    #expect(isLocalHost("localhost:80", port: 80))
  }
}
