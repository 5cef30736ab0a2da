import Distribution
import Testing

@Suite struct NodeAddressTests {
  @Test(arguments: [
    ("https://node.example", "https://node.example"),
    ("https://node.example/", "https://node.example"),
    ("https://n-1.node.example:8545/v3/0aB_~.-%20/", "https://n-1.node.example:8545"),
    ("https://127.0.0.1:65535/rpc", "https://127.0.0.1:65535"),
  ])
  func whoIsAskedIsTheOrigin(text: String, origin: String) throws {
    let address = try NodeAddress(text)
    #expect(address.origin == origin)
    #expect(address.description == text)
  }

  @Test(arguments: [
    ("", NodeAddressError.notHTTPS), ("http://node.example", .notHTTPS),
    ("HTTPS://node.example", .notHTTPS), ("wss://node.example", .notHTTPS),
    (" https://node.example", .notHTTPS), ("https:/node.example", .notHTTPS),
    ("https://user@node.example", .notPlain), ("https://user:key@node.example", .notPlain),
    ("https://node.example?key=1", .notPlain), ("https://node.example/#a", .notPlain),
    ("https://", .host), ("https:///v3", .host), ("https://node..example", .host),
    ("https://Node.example", .host), ("https://*.example", .host), ("https://*", .host),
    ("https://-node.example", .host), ("https://n\u{F6}de.example", .host),
    ("https://node.example;script-src *", .host), ("https://node.example 'unsafe-inline'", .host),
    ("https://node.example\">", .host), ("https://node.example\n", .host),
    ("https://node.example\\evil.example", .host), ("https://a:1:2", .host),
    ("https://[::1]", .host), ("https://node.example:", .port), ("https://node.example:0", .port),
    ("https://node.example:08", .port), ("https://node.example:65536", .port),
    ("https://node.example:+1", .port), ("https://node.example:*", .port),
    ("https://node.example/;script-src", .path), ("https://node.example/a,b", .path),
    ("https://node.example/'", .path), ("https://node.example/\"", .path),
    ("https://node.example/ ", .path), ("https://node.example/\u{E9}", .path),
    ("https://node.example/<", .path), ("https://node.example/&quot;", .path),
    ("https://node.example/" + String(repeating: "a", count: 2_000), .tooLong),
  ])
  func whatCouldEndItsPlaceThrows(text: String, error: NodeAddressError) {
    #expect(throws: error) { try NodeAddress(text) }
  }
}
