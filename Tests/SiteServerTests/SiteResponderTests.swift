import FileStore
import Testing

@testable import SiteServer

@Suite struct SiteResponderTests {
  private static let site = [
    "index.html": "home", "404.html": "nothing here", "epochs/1/index.html": "one",
    "epochs/1/report.json": "{}", "epochs/2/report.json": "{}", "a b/index.html": "blank",
  ]

  private func answer(
    _ path: String,
    from files: MemoryFiles = MemoryFiles(site),
    _ change: (inout SiteRequest) -> Void = { _ in }
  ) -> SiteAnswer<MemoryFiles.File> {
    var request = SiteRequest(method: "GET", path: path, host: "127.0.0.1:8000")
    change(&request)
    return SiteResponder(files: files).answer(to: request, port: 8_000)
  }

  @Test(
    "Files and folders",
    arguments: [
      ("/", "home"), ("/index.html", "home"), ("/epochs/1/", "one"),
      ("/epochs/1/report.json", "{}"), ("/a%20b/", "blank"),
    ]
  )
  func file(path: String, text: String) {
    let answer = answer(path)
    #expect(answer.status == .ok)
    #expect(answer.text == text)
    #expect(answer["X-Content-Type-Options"] == "nosniff")
    #expect(answer["Cache-Control"] == "no-cache")
    #expect(answer["Content-Encoding"] == nil)
    #expect(answer["Vary"] == "Accept-Encoding")
  }

  @Test func folderWithoutSlashLeadsToOneWithIt() {
    #expect(answer("/epochs/1").status == .elsewhere)
    #expect(answer("/epochs/1")["Location"] == "/epochs/1/")
    #expect(answer("/a%20b") { $0.query = "account=0x1" }["Location"] == "/a%20b/?account=0x1")
  }

  @Test(arguments: ["a\rSet-Cookie: b=c", "a\r\nb", "a b", "é", "\u{7F}"])
  func queryThatWouldEndTheFieldIsLeftOut(query: String) {
    #expect(answer("/epochs/1") { $0.query = query }["Location"] == "/epochs/1/")
  }

  @Test(
    "What is not there gets the site's page",
    arguments: [
      "/none", "/epochs", "/epochs/", "/epochs/2", "/epochs/2/", "/index.html/", "/index.html/a",
    ]
  )
  func notFound(path: String) {
    let answer = answer(path)
    #expect(answer.status == .notFound)
    #expect(answer.text == "nothing here")
    #expect(answer["Content-Type"] == "text/html; charset=utf-8")
    #expect(answer["ETag"] == nil)
  }

  @Test func notFoundWithoutPage() {
    let answer = answer("/none", from: MemoryFiles(["index.html": "home"]))
    #expect(answer.status == .notFound)
    #expect(answer.text == "404 Not Found\n")
    #expect(answer["Content-Type"] == "text/plain; charset=utf-8")
  }

  @Test func pathThatLeadsOutIsMalformed() {
    #expect(answer("/../index.html").status == .badRequest)
    #expect(answer("/%2e%2e/index.html").text == "400 Bad Request\n")
  }

  @Test func onlyReading() {
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "get", "PROPFIND"] {
      let request = SiteRequest(method: method, path: "/", host: "127.0.0.1:8000")
      let answer = SiteResponder(files: MemoryFiles(Self.site)).answer(to: request, port: 8_000)
      let isKnown = !["get", "PROPFIND"].contains(method)
      #expect(answer.status == (isKnown ? .methodNotAllowed : .notImplemented))
      #expect(answer["Allow"] == "GET, HEAD")
    }
  }

  @Test func otherHostsAreRefused() {
    let responder = SiteResponder(files: MemoryFiles(Self.site))
    let other = SiteRequest(method: "GET", path: "/", host: "evil.example:8000")
    #expect(responder.answer(to: other, port: 8_000).status == .misdirected)
    let none = SiteRequest(method: "GET", path: "/", host: nil)
    #expect(responder.answer(to: none, port: 8_000).status == .badRequest)
  }

  @Test func knownVersionIsNotModified() {
    let tag = answer("/")["ETag"]
    #expect(tag == "W/\"4-0\"")
    let again = answer("/") { $0.ifNoneMatch = tag }
    #expect(again.status == .notModified)
    #expect(again["ETag"] == tag)
    #expect(again.byteCount == 4)
    #expect(answer("/") { $0.ifNoneMatch = "W/\"5-0\"" }.status == .ok)
  }

  @Test func compressedFileStandsInForItsFile() {
    var files = MemoryFiles(Self.site)
    files.files["index.html.br"] = .init(bytes: [1], writtenAt: 0)
    files.files["index.html.gz"] = .init(bytes: [1, 2], writtenAt: 1)
    let both = answer("/", from: files) { $0.acceptEncoding = "gzip, br" }
    #expect(both.byteCount == 1)
    #expect(both["Content-Encoding"] == "br")
    #expect(both["Content-Type"] == "text/html; charset=utf-8")
    #expect(both["Vary"] == "Accept-Encoding")
    let gzip = answer("/", from: files) { $0.acceptEncoding = "gzip" }
    #expect(gzip.byteCount == 2)
    #expect(gzip["Content-Encoding"] == "gzip")
    #expect(gzip["ETag"] != both["ETag"])
    let plain = answer("/", from: files)
    #expect(plain.byteCount == 4)
    #expect(plain["Content-Encoding"] == nil)
  }

  @Test func olderCompressedFileIsPassedOver() {
    var files = MemoryFiles(Self.site)
    files.files["index.html"] = .init(bytes: [1, 2, 3], writtenAt: 10)
    files.files["index.html.br"] = .init(bytes: [1], writtenAt: 9)
    files.files["index.html.gz"] = .init(bytes: [1, 2], writtenAt: 10)
    let answer = answer("/", from: files) { $0.acceptEncoding = "gzip, br" }
    #expect(answer["Content-Encoding"] == "gzip")
  }

  @Test func compressedFileWithoutItsFileIsNoPage() {
    let files = MemoryFiles(["index.html.br": "x"])
    #expect(answer("/", from: files) { $0.acceptEncoding = "br" }.status == .notFound)
  }

  @Test func fileThatCannotBeReadIsAFault() {
    var files = MemoryFiles(Self.site)
    files.unreadable = "index.html"
    #expect(answer("/", from: files).status == .serverFault)
  }
}
