import FileStore
import Testing

@testable import SiteServer

@Suite struct RequestHeadTests {
  private func parsed(_ text: String) -> RequestHead? { RequestHead(Array(text.utf8)) }

  @Test func readsARequest() throws {
    let head = try #require(
      parsed("GET /a%20b?x=1?y HTTP/1.1\r\nHost: a:1\r\naccept-ENCODING:\t br \r\nX:\r\n\r\n")
    )
    #expect(head.method == "GET")
    #expect(head.fields == ["host": "a:1", "accept-encoding": "br", "x": ""])
    #expect(!head.isLast)
    #expect(!head.hasBody)
    #expect(
      head.request
        == SiteRequest(
          method: "GET",
          path: "/a%20b",
          query: "x=1?y",
          host: "a:1",
          acceptEncoding: "br",
          ifNoneMatch: nil
        )
    )
  }

  @Test func lineFeedsAlone() {
    #expect(parsed("GET / HTTP/1.1\nHost: a\n\n")?.fields == ["host": "a"])
  }

  @Test func repeatedFieldsAreJoined() {
    let head = parsed("GET / HTTP/1.1\r\nAccept-Encoding: br\r\nAccept-Encoding: gzip\r\n\r\n")
    #expect(head?.request.acceptEncoding == "br, gzip")
  }

  @Test(
    "Whether the connection goes on",
    arguments: [
      ("HTTP/1.1", "keep-alive", false), ("HTTP/1.1", "Close", true),
      ("HTTP/1.1", "a, close", true), ("HTTP/1.0", "keep-alive", true),
      ("HTTP/1.1", "closed", false),
    ]
  )
  func last(version: String, connection: String, isLast: Bool) {
    #expect(parsed("GET / \(version)\r\nConnection: \(connection)\r\n\r\n")?.isLast == isLast)
  }

  @Test(
    "Whether a body follows",
    arguments: [
      ("Content-Length: 0", false), ("Content-Length: 1", true), ("Content-Length: x", true),
      ("Transfer-Encoding: chunked", true), ("X: 1", false),
    ]
  )
  func body(field: String, hasBody: Bool) {
    #expect(parsed("GET / HTTP/1.1\r\n\(field)\r\n\r\n")?.hasBody == hasBody)
  }

  @Test(
    "What is no head",
    arguments: [
      "", "\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2\r\n\r\n",
      "GET / HTTP/1.1 \r\n\r\n",
      "GET  / HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n",
      "GET / http/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "GET /\ra HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nX: a\rSet-Cookie: b\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ]
  )
  func malformed(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test func targetThatIsNoText() {
    #expect(RequestHead(Array("GET /".utf8) + [0xFF] + Array(" HTTP/1.1\r\n\r\n".utf8)) == nil)
  }

  @Test(
    "Where a head ends",
    arguments: [
      ("", nil), ("GET / HTTP/1.1\r\n", nil), ("GET / HTTP/1.1\r\n\r", nil),
      ("GET / HTTP/1.1\r\n\r\n", 18), ("GET / HTTP/1.1\r\n\r\nGET", 18), ("a\n\nb", 3),
      ("a\n\r\nb", 4),
    ] as [(String, Int?)]
  )
  func end(text: String, end: Int?) {
    #expect(RequestHead.end(in: Array(text.utf8)) == end)
  }

  @Test func everyPrefixOfARequestIsReadWithoutATrap() {
    let bytes = Array("GET /a?b HTTP/1.1\r\nHost: a:1\r\nX: \u{301}\r\n\r\n".utf8)
    for count in 0...bytes.count {
      for byte in [0x00, 0x0A, 0x0D, 0x20, 0x3A, 0xFF] as [UInt8] {
        _ = RequestHead(bytes[..<count] + [byte])
        _ = RequestHead.end(in: Array(bytes[..<count]) + [byte])
      }
    }
  }

  @Test func headIsSentLineByLine() {
    let answer = SiteAnswer<MemoryFiles.File>(.notFound)
    let expected =
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n"
      + "Cache-Control: no-cache\r\nCross-Origin-Resource-Policy: same-origin\r\nX-Content-Type-Options: nosniff\r\n"
      + "Content-Length: 14\r\nConnection: close\r\n\r\n"
    #expect(String(decoding: answer.head(isLast: true), as: UTF8.self) == expected)
  }
}
