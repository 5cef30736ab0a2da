import FileStore
import Testing

@testable import SiteServer

@Suite struct RequestPathTests {
  @Test(
    "A path names a file or a folder",
    arguments: [
      ("/index.html", RequestPath.file("index.html")),
      ("/", .folder(nil)),
      ("/epochs/1", .file("epochs/1")),
      ("/epochs/1/", .folder("epochs/1")),
      ("/a%20b/%C3%A9.csv", .file("a b/é.csv")),
      ("/a+b", .file("a+b")),
      ("/%41", .file("A")),
      ("/a..b/c...c", .file("a..b/c...c")),
    ]
  )
  func named(target: String, path: RequestPath) {
    #expect(RequestPath(target) == path)
  }

  @Test(
    "What could lead out of the site, or is no name, is refused",
    arguments: [
      "", "*", "index.html", "http://127.0.0.1/index.html", "//", "//etc/passwd", "/a//b", "/a/b//",
      "/..", "/../a", "/a/../b", "/a/..", "/./a", "/.", "/%2e%2e/a", "/%2E%2e%2fa", "/.%2e/a",
      "/a/%2e",
      "/..%2fa", "/a%2fb", "/a%2Fb", "/%2fetc/passwd", "/a%00b", "/%00", "/a%0d%0aX:%20y", "/a%7f",
      "/..\\a", "/..%5ca", "/a\\b", "/%5c", "/%", "/%4", "/%zz", "/a%4", "/%ff", "/%c0%ae%c0%ae/a",
      "/%ed%a0%80", "/.git/config", "/a/.env", "/%2egit",
    ]
  )
  func refused(target: String) {
    #expect(RequestPath(target) == .malformed)
  }

  @Test func pathOfOver1024BytesIsRefused() {
    #expect(RequestPath("/" + String(repeating: "a", count: 1_025)) == .malformed)
    #expect(RequestPath("/" + String(repeating: "/", count: 100_000)) == .malformed)
  }

  @Test func decodedOnceOnly() {
    #expect(RequestPath("/%252e%252e/a") == .file("%2e%2e/a"))
  }

  @Test("Each byte, encoded, is a part of one name or refused", arguments: 0...255)
  func everyByte(byte: Int) {
    let digits = String(byte, radix: 16)
    let target = "/a%" + (digits.count == 1 ? "0" : "") + digits
    switch RequestPath(target) {
    case .file(let path): #expect(path.components == ["a" + String(UnicodeScalar(UInt8(byte)))])
    case .folder: Issue.record("a name is no folder")
    case .malformed: #expect(byte < 0x20 || [0x2F, 0x5C, 0x7F].contains(byte) || byte > 0x7F)
    }
  }

  @Test func addressEncodesWhatIsNotPlain() {
    #expect(addressText(of: "a b/é?#%\n") == "a%20b/%C3%A9%3F%23%25%0A")
  }
}
