import FileStore
import Testing

@testable import ReportPages

/// Names and their kinds, on a type with all of them.
@Suite struct ViewShapeTests {
  private struct Block: MarkupValue {
    static var element: String? { "script" }
    let description: String
  }

  private struct Inner {
    let word: String
    let count: Int
  }

  private struct Sample {
    let title: String
    let isNew: Bool
    let words: [String]
    let rows: [[Inner]]
    let maybe: Inner?
    let block: Block
    let name = "always"
    var computed: String { title }
  }

  private func problems(_ source: String) -> [String] {
    let scanner = TemplateScanner([UInt8](source.utf8))
    let tree = TemplateNode.tree(of: scanner.parts)
    #expect(scanner.problems.isEmpty && tree.problems.isEmpty)
    var check = TemplateCheck(["page": .init(path: "page.mustache", nodes: tree.nodes)])
    check.check(page: "page", of: Sample.self)
    return check.problems.map(\.fact)
  }

  @Test(
    "What the type has",
    arguments: [
      "{{title}}{{name}}", "{{#isNew}}{{title}}{{/isNew}}", "{{#words}}{{.}}{{title}}{{/words}}",
      "{{#rows}}{{#.}}{{word}}{{count}}{{/.}}{{/rows}}", "{{#maybe}}{{word}}{{/maybe}}",
      "{{^maybe}}{{title}}{{/maybe}}", "{{^words}}none{{/words}}",
      "<script type=\"application/ld+json\">{{{block}}}</script>{{title}}",
    ]
  )
  func known(source: String) {
    #expect(problems(source) == [])
  }

  @Test(
    "What it does not have, also where a list is empty today",
    arguments: [
      ("{{computed}}", "`computed`: nothing of this name"),
      ("{{#words}}{{word}}{{/words}}", "`word`: nothing of this name; there are no names in it"),
      (
        "{{#rows}}{{#.}}{{length}}{{/.}}{{/rows}}",
        "`length`: nothing of this name; there are word, count"
      ),
      ("{{maybe.length}}", "`maybe.length`: nothing of this name"),
      ("{{#maybe}}{{length}}{{/maybe}}", "`length`: nothing of this name; there are word, count"),
      ("{{#rows}}{{.}}{{/rows}}", "`.` is a list"),
      ("{{{block}}}", "`block` is markup that can stand only inside of a <script>"),
      ("<style>{{{block}}}</style>", "`block` is markup that can stand only inside of a <script>"),
      ("<script>{{block}}</script>", "a value cannot stand in a <script>"),
    ]
  )
  func unknown(source: String, fact: String) {
    #expect(problems(source).contains { $0.hasPrefix(fact) }, "\(problems(source))")
  }

  @Test("What a type names is what the template library finds in its values")
  func namesAreThoseOfMirrors() {
    let sample = Sample(
      title: "t",
      isNew: true,
      words: [],
      rows: [],
      maybe: nil,
      block: Block(description: "b")
    )
    let found = Mirror(reflecting: sample).children.compactMap(\.label)
    #expect(ViewGroup(Sample.self).fields.map(\.name) == found)
  }
}
