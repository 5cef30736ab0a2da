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

  private func problems(_ files: [PageTemplates.File]) -> [String] {
    do {
      _ = try PageLibrary(PageTemplates(files: files))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func missingTemplatesAreRefused() {
    let names = PageLibrary.Page.allCases.map(\.rawValue).sorted()
    #expect(names.contains("index"))
    #expect(problems([]) == names.map { "\($0).mustache: the template is missing" })
  }

  @Test("A partial escapes as its page does")
  func partialsEscapeOverBytes() throws {
    let others = PageLibrary.Page.allCases.filter { $0 != .home }
      .compactMap { RelativePath($0.rawValue + ".mustache") }
    let library = try PageLibrary(
      PageTemplates(
        files: others.map { file($0, "") } + [
          file("index.mustache", "{{> partials/text}}"),
          file("partials/text.mustache", "<p title=\"{{page.title}}\">"),
        ]
      )
    )
    let page = library.bytes(of: .home, with: ["page": ["title": "\"\u{301}"]])
    #expect(String(decoding: page, as: UTF8.self) == "<p title=\"&quot;\u{301}\">")
  }
}
