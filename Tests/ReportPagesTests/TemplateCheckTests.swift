import FileStore
import Testing

@testable import ReportPages

/// What the program says of templates that its pages cannot be made from.
@Suite struct TemplateCheckTests {
  private struct Site {
    let title: String
    let website: String
  }

  private struct Amount {
    let short: String
  }

  private struct Epoch {
    let number: Int
    let paid: Amount
  }

  /// What the page of these tests is rendered from.
  private struct Sample {
    let page: Amount
    let site: Site
    let hasEpochs: Bool
    let epochs: [Epoch]
    let streamChart: SVGMarkup
  }

  /// The problems of a page's template with partials beside it.
  private func problems(
    _ source: String,
    partials: [RelativePath: String] = ["partials/head.mustache": "<head>"]
  ) -> [String] {
    let home = PageTemplates.File(path: "index.mustache", bytes: [UInt8](source.utf8))
    let files = partials.map { PageTemplates.File(path: $0.key, bytes: [UInt8]($0.value.utf8)) }
    let problems = PageLibrary.problems(
      in: PageTemplates(files: [home] + files),
      pages: [("index", Sample.self)]
    )
    return problems.isEmpty ? [] : PageTemplateError(problems).problems.map(\.description)
  }

  @Test func theProgramsTemplatesAreInOrder() throws {
    try PageTemplates.embedded.check()
  }

  @Test(
    "What is in order",
    arguments: [
      "", "plain }} text", "{{site.title}}", "{{ site.title\n}}", "{{! any { thing = % }}",
      "{{#hasEpochs}}{{site.title}}{{/hasEpochs}}{{^hasEpochs}}none{{/hasEpochs}}",
      "{{#epochs}}{{number}} {{paid.short}} {{site.title}}{{/epochs}}",
      "{{#epochs}}{{#paid}}{{short}}{{/paid}}{{/epochs}}", "{{#site}}{{title}}{{/site}}",
      "{{{streamChart}}}", "{{& streamChart }}", "{{> partials/head}}</body></html>",
      "<a href=\"{{site.website}}\" title='{{site.title}}'>{{site.title}}</a>",
      "<title>{{site.title}}</title><textarea>{{site.title}}</textarea>",
      "<p{{#hasEpochs}} class=\"a\"{{/hasEpochs}}>x</p>",
      "<p{{#hasEpochs}} a=\"1\"{{/hasEpochs}}{{^hasEpochs}} b=\"1\"{{/hasEpochs}} c>x</p>",
      "a < b {{site.title}} <3 {{site.title}}",
      "<!-- > --> {{site.title}}", "<script src=\"a.js\"></script>{{site.title}}",
      "<br/>{{site.title}}<input value = \"{{site.title}}\" disabled>",
    ]
  )
  func inOrder(source: String) {
    #expect(problems(source) == [])
  }

  @Test(
    "A name that the page does not have is said with its line",
    arguments: [
      ("\n\n{{site.titel}}", 3, "`site.titel`: nothing of this name; there are title, website"),
      ("{{nothing}}", 1, "`nothing`: nothing of this name; there are page, site,"),
      ("{{#nothing}}{{x}}{{/nothing}}", 1, "`nothing`: nothing of this name"),
      ("{{#epochs}}\n{{numbr}}{{/epochs}}", 2, "`numbr`: nothing of this name; there are number,"),
      ("{{site.title.length}}", 1, "`site.title.length`: nothing of this name; there are no names"),
      ("{{epochs.number}}", 1, "`epochs.number`: nothing of this name"),
      ("{{^hasEpochs}}{{numbr}}{{/hasEpochs}}", 1, "`numbr`: nothing of this name"),
      ("{{site.website.utf8}}", 1, "`site.website.utf8`"),
      ("{{streamChart.description}}", 1, "`streamChart.description`: nothing of this name"),
      ("{{epochs.count}}", 1, "`epochs.count`"),
    ]
  )
  func unknownName(source: String, line: Int, fact: String) {
    let found = problems(source)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("index.mustache:\(line): \(fact)") == true, "\(found)")
  }

  @Test(
    "Raw output is for markup, and markup for raw output",
    arguments: [
      ("{{{site.title}}}", "`site.title` is no markup: write {{site.title}}, which escapes it"),
      ("{{&site.title}}", "`site.title` is no markup"),
      ("{{{ site.title }}}", "`site.title` is no markup"),
      ("{{#epochs}}{{{number}}}{{/epochs}}", "`number` is no markup"),
      ("{{streamChart}}", "`streamChart` is markup: write {{{streamChart}}}"),
      (
        "<p title=\"{{{streamChart}}}\">",
        "`streamChart` is markup that can stand only between tags"
      ),
      ("{{{site}}}", "`site` is no text; it has the names title,"),
    ]
  )
  func rawOutput(source: String, fact: String) {
    let found = problems(source)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("index.mustache:1: \(fact)") == true, "\(found)")
  }

  @Test(
    "What would change escaping, call code or bring in what no one named",
    arguments: [
      ("{{% CONTENT_TYPE:TEXT}}", "a content type is not for templates to set"),
      ("{{%CONTENT_TYPE:HTML}}", "a content type is not for templates to set"),
      ("{{%anything}}", "a content type is not for templates to set"),
      ("{{=<% %>=}}", "delimiters cannot be changed"),
      ("{{uppercased(site.title)}}", "`uppercased(site.title)` calls a function (a lambda)"),
      ("{{#reversed(epochs)}}{{/reversed(epochs)}}", "`reversed(epochs)` calls a function"),
      ("{{#epochs}}{{index()}}{{/epochs}}", "`index()` calls a function"),
      ("{{> *site.title}}", "a partial is named by the template"),
      ("{{< partials/head}}{{/partials/head}}", "templates do not inherit"),
      ("{{$block}}{{/block}}", "templates do not inherit"),
      ("{{> none}}", "there is no partial `none`; there are partials/head"),
      ("{{> ../secret}}", "there is no partial `../secret`"),
      ("{{> index}}", "`index` brings in itself"),
    ]
  )
  func refused(source: String, fact: String) {
    let found = problems(source)
    #expect(found.contains { $0.hasPrefix("index.mustache:1: \(fact)") }, "\(found)")
  }

  @Test(
    "What does not read",
    arguments: [
      ("{{", "the tag does not end"), ("a {{site.title} b", "the tag does not end"),
      ("{{{site.title}}", "the tag does not end"), ("{{!", "the tag does not end"),
      ("{{}}", "`` is not a name"), ("{{ }}", "`` is not a name"),
      ("{{a b}}", "`a b` is not a name"),
      ("{{.site}}", "`.site` is not a name"), ("{{site.}}", "`site.` is not a name"),
      ("{{site..title}}", "`site..title` is not a name"), ("{{ #site}}", "`#site` is not a name"),
      ("{{{{site.title}}}}", "`{site.title` is not a name"), ("{{é}}", "`é` is not a name"),
      ("{{#site}}", "the section {{#site}} does not end"),
      ("{{/site}}", "{{/site}} ends no section here"),
      ("{{#site}}{{/page}}{{/site}}", "{{/page}} ends no section here; {{/site}} would, of line 1"),
      (String(repeating: "{{#site}}", count: 100_000), "over 32 sections stand in each other"),
    ]
  )
  func malformed(source: String, fact: String) {
    let found = problems(source)
    #expect(found.contains { $0.hasPrefix("index.mustache:1: \(fact)") }, "\(found.prefix(3))")
  }

  @Test(
    "Sections and values are what the page has",
    arguments: [
      ("{{site}}", "`site` is no text; it has the names title,"),
      ("{{hasEpochs}}", "`hasEpochs` is yes or no, for a section {{#hasEpochs}}"),
      ("{{epochs}}", "`epochs` is a list, for a section {{#epochs}}"),
      ("{{#site.title}}{{/site.title}}", "`site.title` is a text, and a section asks"),
      ("{{^site}}{{/site}}", "`site` is always there, so {{^site}} shows nothing"),
      ("{{#epochs}}{{.}}{{/epochs}}", "`.` is no text; it has the names number,"),
    ]
  )
  func misused(source: String, fact: String) {
    let found = problems(source)
    #expect(found.first?.hasPrefix("index.mustache:1: \(fact)") == true, "\(found)")
  }

  @Test(
    "A value stands where escaping holds",
    arguments: [
      ("<script>var a = \"{{site.title}}\"</script>", "a value cannot stand in a <script>"),
      ("<SCRIPT >{{site.title}}</SCRIPT>", "a value cannot stand in a <script>"),
      ("<style>a { color: {{site.title}} }</style>", "a value cannot stand in a <style>"),
      ("<script>a</scripts>{{site.title}}</script>", "a value cannot stand in a <script>"),
      ("<a href={{site.website}}>", "a value in an attribute needs quotes"),
      ("<a href=x{{site.website}}>", "a value in an attribute needs quotes"),
      ("<a href = {{site.website}}>", "a value in an attribute needs quotes"),
      ("<a onclick=\"{{site.title}}\">", "a value cannot stand in the attribute onclick"),
      ("<a OnClick = '{{site.title}}'>", "a value cannot stand in the attribute onclick"),
      ("<a x=\"1\" style=\"{{site.title}}\">", "a value cannot stand in the attribute style"),
      ("<iframe srcdoc=\"{{site.title}}\">", "a value cannot stand in the attribute srcdoc"),
      ("<a {{site.title}}>", "a value can stand in a text or a quoted attribute"),
      ("<a {{site.title}}=\"1\">", "a value can stand in a text or a quoted attribute"),
      ("<{{site.title}}>", "a value can stand in a text or a quoted attribute"),
      ("<!-- {{site.title}} -->", "a value cannot stand in a comment of the page"),
      ("<!-- -> {{site.title}} -->", "a value cannot stand in a comment of the page"),
      ("<p{{#hasEpochs}} a=\"1\"{{/hasEpochs}}re>", "a blank must follow"),
      ("<a onclick{{#hasEpochs}} b{{/hasEpochs}}=\"x\">", "the section must end where it begins"),
      ("<a b{{#hasEpochs}} c=\"1\"{{/hasEpochs}}=\"x\">", "a blank must follow"),
      ("<p {{#hasEpochs}}title=\"{{/hasEpochs}}", "the section must end where it begins"),
      ("{{#hasEpochs}}<script>{{/hasEpochs}}", "the section must end where it begins"),
    ]
  )
  func place(source: String, fact: String) {
    let found = problems(source)
    #expect(found.contains { $0.hasPrefix("index.mustache:1: \(fact)") }, "\(found)")
  }

  @Test func partialsAreCheckedWhereTheyAreBroughtIn() {
    let found = problems(
      "{{> partials/terms}}<script>{{> partials/amount}}</script>",
      partials: [
        "partials/terms.mustache": "\n{{titel}}{{site.title}}",
        "partials/amount.mustache": "{{site.title}}",
      ]
    )
    #expect(found.contains { $0.hasPrefix("partials/terms.mustache:2: `titel`: nothing") })
    #expect(found.contains("partials/amount.mustache:1: a value cannot stand in a <script>"))
    #expect(!found.contains { $0.hasPrefix("index.mustache") }, "\(found)")
  }

  @Test func partialsThatBringInEachOther() {
    let found = problems(
      "{{> partials/terms}}",
      partials: [
        "partials/terms.mustache": "{{> partials/amount}}",
        "partials/amount.mustache": "\n{{> partials/terms}}",
      ]
    )
    #expect(found.contains("partials/amount.mustache:2: `partials/terms` brings in itself"))
  }

  @Test func allProblemsAreSaidAndFiftyShown() throws {
    let source = String(repeating: "{{x}}\n{{=a b=}}{{{site.title}}}\n", count: 100)
    let home = PageTemplates.File(path: "index.mustache", bytes: [UInt8](source.utf8))
    let error = #expect(throws: PageTemplateError.self) {
      try PageTemplates.embedded.replacing(with: [home]).check()
    }
    let lines = try #require(error).lines(in: "mine/")
    #expect(try #require(error).problems.count == 300)
    #expect(lines.count == 51)
    #expect(lines[0].hasPrefix("mine/index.mustache:1: `x`"))
    #expect(
      lines[1]
        == "mine/index.mustache:2: `site.title` is no markup: write {{site.title}}, which escapes it"
    )
    #expect(lines[2] == "mine/index.mustache:2: delimiters cannot be changed from {{ and }}")
    #expect(lines[50] == "250 more problems")
  }

  @Test func filesThatStandForNoTemplate() throws {
    let files =
      ["index.html", "partials/new.mustache", "assets/logo.svg", "index.mustache"] as [RelativePath]
    let error = #expect(throws: PageTemplateError.self) {
      try PageTemplates.embedded.replacing(with: files.map { .init(path: $0, bytes: []) })
    }
    let lines = try #require(error).lines(in: "")
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix(
        "assets/logo.svg: no template or asset has this name; there are 404.mustache, "
      )
    )
    #expect(lines[0].hasSuffix(", verify.mustache"))
  }

  @Test func templateThatIsNotText() throws {
    let home = PageTemplates.File(path: "index.mustache", bytes: [0x61, 0xFF])
    let error = #expect(throws: PageTemplateError.self) {
      try PageTemplates.embedded.replacing(with: [home]).check()
    }
    #expect(error?.description == "index.mustache: the template is not UTF-8 text")
  }

  @Test("Whatever bytes a template has, the check ends", arguments: 0..<200)
  func anyBytes(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let pieces = [
      "{{", "}}", "{{{", "}}}", "#", "/", "^", ">", "site", ".", "title", "epochs", "<", ">", "\"",
      "'", "=",
      "script", "<!--", "--", " ", "\n", "\r\n", "\u{301}", "é", "%", "!", "&", "hasEpochs", "*",
      "(", ")",
    ]
    var source = ""
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      source += pieces[Int(state >> 33) % pieces.count]
    }
    for line in problems(source) { #expect(!line.isEmpty) }
  }
}
