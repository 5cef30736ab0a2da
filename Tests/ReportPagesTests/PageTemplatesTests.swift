import FileStore
import Testing

@testable import ReportPages

struct PageTemplatesTests {
  private func file(_ path: RelativePath, _ text: String) -> PageTemplates.File {
    PageTemplates.File(path: path, bytes: [UInt8](text.utf8))
  }

  @Test func canonicalBytesDoNotDependOnTheOrderOfFiles() {
    let files = [file("b.mustache", "2"), file("a.mustache", "1"), file("a/c.mustache", "3")]
    let canonical = PageTemplates(files: files).canonicalBytes
    #expect(canonical == PageTemplates(files: files.reversed()).canonicalBytes)
    #expect(canonical == [UInt8]("a.mustache\n1\n1a/c.mustache\n1\n3b.mustache\n1\n2".utf8))
  }

  @Test func theProgramCarriesItsTemplates() {
    let paths = PageTemplates.embedded.files.map(\.path.description)
    #expect(paths.contains("index.mustache"))
    #expect(paths.contains("assets/style.css"))
    #expect(PageTemplates.embedded.files.allSatisfy { !$0.bytes.isEmpty })
  }

  @Test func aMissingTemplateIsRefused() {
    #expect(throws: PageTemplateError.missing("index.mustache")) {
      try PageLibrary(PageTemplates(files: []))
    }
  }

  @Test func aTemplateThatIsNotTextIsRefused() {
    let files = [PageTemplates.File(path: "index.mustache", bytes: [0xFF])]
    #expect(throws: PageTemplateError.notText("index.mustache")) {
      try PageLibrary(PageTemplates(files: files))
    }
  }

  @Test func aMalformedTemplateIsRefusedWithItsLine() throws {
    let files = [file("index.mustache", "one\n{{#two}}\n{{/three}}\n")]
    let error = #expect(throws: PageTemplateError.self) {
      try PageLibrary(PageTemplates(files: files))
    }
    #expect(try #require(error).description.contains("index.mustache: line 3: "))
  }

  @Test("A partial escapes as its page does")
  func partialsEscapeOverBytes() throws {
    let others: [RelativePath] = [
      "404.mustache", "audit.mustache", "data.mustache", "epoch.mustache", "methodology.mustache",
      "verify.mustache",
    ]
    let library = try PageLibrary(
      PageTemplates(
        files: others.map { file($0, "") } + [
          file("index.mustache", "{{> partials/text}}"),
          file("partials/text.mustache", "<p title=\"{{text}}\">"),
        ]
      )
    )
    let page = library.bytes(of: .home, with: ["text": "\"\u{301}"])
    #expect(String(decoding: page, as: UTF8.self) == "<p title=\"&quot;\u{301}\">")
  }
}
