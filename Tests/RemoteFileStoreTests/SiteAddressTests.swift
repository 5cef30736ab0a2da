import FileStore
import RemoteFileStore
import Testing

@Suite struct SiteAddressTests {
  @Test(
    "What an address of a site is",
    arguments: [
      ("https://opur.example", "https://opur.example/"),
      ("https://opur.example/", "https://opur.example/"),
      ("HTTPS://Opur.Example/Revshare", "https://opur.example/Revshare/"),
      ("http://127.0.0.1:8000/a/b/", "http://127.0.0.1:8000/a/b/"),
      ("http://[::1]:8000", "http://[::1]:8000/"),
      ("https://ipfs.example/ipfs/bafy~1/a%20b", "https://ipfs.example/ipfs/bafy~1/a%20b/"),
      ("https://opur.example/it's(a)-b,c;d=e@f:g", "https://opur.example/it's(a)-b,c;d=e@f:g/"),
    ]
  )
  func address(text: String, expected: String) throws {
    #expect(try SiteAddress(text).text == expected)
  }

  @Test(
    "What no address of a site is",
    arguments: [
      ("ftp://opur.example/", SiteAddressError.scheme),
      ("file:///etc/passwd", .scheme),
      ("gopher://opur.example/", .scheme),
      ("opur.example", .scheme),
      ("", .scheme),
      ("https://", .host),
      ("https:///path", .host),
      ("https://user@opur.example/", .user),
      ("https://user:secret@opur.example/", .user),
      ("https://opur.example@evil.example/", .user),
      ("https://opur.example:0/", .host),
      ("https://opur.example:65536/", .host),
      ("https://opur.example:/", .host),
      ("https://opur.example:+80/", .host),
      ("https://opur.example:8 0/", .notPlain),
      ("https://opur\\evil.example/", .host),
      ("https://[::1/", .host),
      ("https://[::1]x/", .host),
      ("https://[gg]/", .host),
      ("https://op%75r.example/", .host),
      ("https://opur.example/?a", .query),
      ("https://opur.example?a", .query),
      ("https://opur.example/#a", .fragment),
      ("https://opur.example/a/../b", .path),
      ("https://opur.example/./b", .path),
      ("https://opur.example//b", .path),
      ("https://opur.example/b//", .path),
      ("https://opur.example/%2e%2e/b", .path),
      ("https://opur.example/%2Fb", .path),
      ("https://opur.example/%5Cb", .path),
      ("https://opur.example/%00b", .path),
      ("https://opur.example/%0Ab", .path),
      ("https://opur.example/%", .path),
      ("https://opur.example/%4", .path),
      ("https://opur.example/%+4", .path),
      ("https://opur.example/a\\b", .path),
      ("https://opur.example/a\"b", .path),
      ("https://opur.example/a b", .notPlain),
      ("https://opur.example/\u{1B}[2J", .notPlain),
      ("https://opur.example/a\r\nHost: evil.example", .notPlain),
      ("https://öpur.example/", .notPlain),
      ("https://opur.example/" + String(repeating: "a", count: 1_024), .tooLong),
    ]
  )
  func refused(text: String, error: SiteAddressError) {
    #expect(throws: error) { try SiteAddress(text) }
  }

  /// The expected texts are those of Python's `urllib.parse.quote(path, safe="/")`.
  @Test(
    "A file's address",
    arguments: [
      ("epochs/1/usdc/claims/0xf.json", "epochs/1/usdc/claims/0xf.json"),
      ("a b/c+d", "a%20b/c%2Bd"),
      ("a?b#c%2e", "a%3Fb%23c%252e"),
      ("ä/\u{1F600}", "%C3%A4/%F0%9F%98%80"),
      ("a\\b:c@d\r\n\u{7F}~-._", "a%5Cb%3Ac%40d%0D%0A%7F~-._"),
      ("http://x/y", ""),
    ]
  )
  func file(path: String, expected: String) throws {
    let address = try SiteAddress("https://opur.example/site")
    guard let path = RelativePath(path) else {
      #expect(expected.isEmpty)
      return
    }
    #expect(address.file(path) == "https://opur.example/site/" + expected)
  }
}
