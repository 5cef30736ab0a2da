import Testing

@testable import ChainAccess

@Suite struct NodeURLTests {
  @Test(
    "What may be a key is never shown",
    arguments: [
      ("https://mainnet.example/v3/0123456789abcdef", "https://mainnet.example/..."),
      ("https://user:password@node.example:8545", "https://node.example:8545"),
      ("http://127.0.0.1:8545", "http://127.0.0.1:8545"),
      ("https://node.example?apikey=0123456789", "https://node.example/..."),
    ]
  )
  func shown(text: String, shown: String) throws {
    let url = try #require(NodeURL(text))
    #expect("\(url)" == shown)
  }

  @Test func keysAreTakenOutOfMessages() throws {
    let url = try #require(
      NodeURL("https://user:geheim123@node.example/v3/0123456789abcdef?token=zzzzzzz")
    )
    let message = "project 0123456789abcdef of user:geheim123 with token=zzzzzzz\nis over its limit"
    let redacted = url.redacted(message)
    #expect(redacted == "project ... of user:... with token=... is over its limit")
  }

  @Test(
    "Other addresses are refused",
    arguments: ["", "ftp://x", "https://", "https://a b", "node.example"]
  )
  func refused(text: String) {
    #expect(NodeURL(text) == nil)
  }
}
