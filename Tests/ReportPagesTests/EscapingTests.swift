import Testing

@testable import ReportPages

struct EscapingTests {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"),
    ("\"'", "&quot;&#39;"), ("&amp;", "&amp;amp;"), ("é\u{301}", "é\u{301}"),
  ])
  func escapesMarkup(text: String, escaped: String) {
    #expect(HTMLContentType().escapeText(text) == escaped)
  }

  @Test("A combining mark does not hide the character before it")
  func escapesBeforeCombiningMarks() {
    for (character, escaped) in [
      ("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;"), ("'", "&#39;"),
    ] {
      let bytes = Array(HTMLContentType().escapeText(character + "\u{301}").utf8)
      #expect(bytes == Array(escaped.utf8) + [0xCC, 0x81])
    }
  }

  @Test func onlyWebLinksAreSafe() {
    #expect(safeLink("https://example.org/a") == "https://example.org/a")
    #expect(safeLink("ipfs://bafy") == "ipfs://bafy")
    #expect(safeLink("javascript:alert(1)") == nil)
    #expect(safeLink("http://example.org") == nil)
    #expect(safeLink("//example.org") == nil)
    #expect(safeLink("") == nil)
  }
}
