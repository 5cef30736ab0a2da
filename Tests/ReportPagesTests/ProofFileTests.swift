import FileStore
import Signing
import Testing

@testable import ReportPages

struct ProofFileTests {
  private func text(_ content: String) throws -> String {
    let file = try ProofFile(.embedded)
    return String(decoding: file.bytes(holding: [UInt8](content.utf8)), as: UTF8.self)
  }

  @Test func contentStandsInItsElement() throws {
    let document = try #require(HTMLDocument([UInt8](try text("{\"a\": 1}\n").utf8)))
    let scripts = document.elements(named: "script")
    #expect(scripts.map { $0.attributes["id"] } == ["content", "verifier", nil])
    #expect(scripts[0].text == "{\"a\": 1}\n")
  }

  @Test func contentCannotEndItsElement() throws {
    let content = "{\"a\": \"</script><!--<script>\"}"
    #expect(!(try text(content)).contains("</script><!--"))
    let document = try #require(HTMLDocument([UInt8](try text(content).utf8)))
    #expect(document.elements(named: "script")[0].text.contains("\\u003c/script>\\u003c!--"))
  }

  @Test("The policy admits the one script and the one style, by their digests, and no address")
  func policyNamesScriptAndStyle() throws {
    let document = try #require(HTMLDocument([UInt8](try text("{}").utf8)))
    let policy = document.elements(named: "meta").compactMap { $0.attributes["content"] }[0]
    let digest = { (text: String) in
      "'sha256-\(Base64.text(of: SHA256.hash([UInt8](text.utf8))))'"
    }
    let script = document.elements(named: "script")[2].text
    let style = document.elements(named: "style")[0].text
    #expect(
      policy
        == "default-src 'none'; script-src \(digest(script)) 'wasm-unsafe-eval'; style-src \(digest(style)); "
        + "base-uri 'none'; form-action 'none'"
    )
  }

  @Test func aMissingPartIsRefused() {
    let files = PageTemplates.embedded.files.filter { $0.path != "assets/claim-words.js" }
    let error = #expect(throws: PageTemplateError.self) {
      try ProofFile(PageTemplates(files: files))
    }
    #expect(error?.problems.map(\.path) == ["assets/claim-words.js"])
  }

  @Test(
    "A replaced page without a mark is refused",
    arguments: ["@CONTENT@", "@VERIFIER@", "@POLICY@"]
  )
  func aMissingMarkIsRefused(mark: String) throws {
    let page: RelativePath = "proof-file/proof-file.html"
    let files = try PageTemplates.embedded.files.map { file in
      guard file.path == page else { return file }
      let text = try #require(String(validating: file.bytes, as: UTF8.self))
      let changed = text.split(separator: mark).joined()
      return PageTemplates.File(path: page, bytes: [UInt8](changed.utf8))
    }
    let error = #expect(throws: PageTemplateError.self) {
      try PageTemplates(files: files).check()
    }
    #expect(error?.description == "\(page): \(mark) must stand in it once")
  }

  @Test(
    "Base64 is that of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]
  )
  func base64(text: String, digits: String) {
    #expect(Base64.text(of: [UInt8](text.utf8)) == digits)
  }
}
