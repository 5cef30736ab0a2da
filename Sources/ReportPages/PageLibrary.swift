import FileStore
import Mustache

/// Compiled templates: contexts in, pages out.
struct PageLibrary: Sendable {
  /// A page's template, with what it is rendered from.
  enum Page: String, CaseIterable {
    case home = "index"
    case epoch
    case correction
    case verify
    case methodology
    case audit
    case data
    case notFound = "404"
  }

  private let library: MustacheLibrary

  /// Compiles templates, and holds them to the values of their pages.
  init(_ templates: PageTemplates) throws(PageTemplateError) {
    HTMLContentType.registration
    var problems = Self.problems(
      in: templates,
      pages: Page.allCases.map { ($0.rawValue, $0.context) }
    )
    guard problems.isEmpty else { throw PageTemplateError(problems) }
    var library = MustacheLibrary()
    for file in templates.sources {
      do {
        // In every file: the library falls back to its own escaping in a partial.
        let source = String(decoding: file.bytes, as: UTF8.self)
        let pragma = "{{% CONTENT_TYPE:\(HTMLContentType.name)}}\n"
        try library.register(pragma + source, named: PageTemplates.name(of: file.path))
      } catch let error as MustacheTemplate.ParserError {
        // The line that was put before the source is not counted.
        let line = error.context.lineNumber - 1
        problems.append(.init(path: file.path, line: line, fact: "\(error.error)"))
      } catch {
        problems.append(.init(path: file.path, line: nil, fact: "\(error)"))
      }
    }
    guard problems.isEmpty else { throw PageTemplateError(problems) }
    self.library = library
  }

  private static let embedded = Result<PageLibrary, PageTemplateError> {
    () throws(PageTemplateError) in try PageLibrary(.embedded)
  }

  /// Compiles templates; the program's own only once, since whoever audits many sites needs them for each.
  static func compiled(_ templates: PageTemplates) throws(PageTemplateError) -> PageLibrary {
    try templates == .embedded ? embedded.get() : PageLibrary(templates)
  }

  /// What is wrong with templates, whatever the books say.
  ///
  /// - Parameters:
  ///   - templates: The templates.
  ///   - pages: The pages that are made from them: a template's name and the type of what it is rendered from.
  /// - Returns: The problems, in any order.
  static func problems(
    in templates: PageTemplates,
    pages: [(name: String, context: Any.Type)]
  ) -> [PageTemplateError.Problem] {
    var sources: [String: TemplateCheck.Source] = [:]
    var problems: [PageTemplateError.Problem] = []
    for file in templates.sources {
      let (nodes, faults) = Self.nodes(of: file)
      problems += faults
      sources[PageTemplates.name(of: file.path)] = .init(path: file.path, nodes: nodes)
    }
    var check = TemplateCheck(sources)
    for page in pages {
      if sources[page.name] == nil,
        let path = RelativePath(page.name + PageTemplates.sourceSuffix)
      {
        problems.append(.init(path: path, line: nil, fact: "the template is missing"))
      }
      check.check(page: page.name, of: page.context)
    }
    return problems + check.problems
  }

  /// The parts of a template, and what does not read.
  private static func nodes(
    of file: PageTemplates.File
  ) -> (nodes: [TemplateNode], problems: [PageTemplateError.Problem]) {
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      return ([], [.init(path: file.path, line: nil, fact: "the template is not UTF-8 text")])
    }
    let scanner = TemplateScanner(file.bytes)
    let tree = TemplateNode.tree(of: scanner.parts)
    // A tag that does not read may be what a section wants.
    let problems = scanner.problems.isEmpty ? tree.problems : scanner.problems
    return (
      tree.nodes, problems.map { .init(path: file.path, line: $0.line, fact: $0.fact) }
    )
  }

  /// Renders a page.
  func bytes(of page: Page, with context: some Sendable) -> [UInt8] {
    let values = NamedValues.all(of: context) ?? context
    guard let text = library.render(values, withTemplate: page.rawValue) else {
      preconditionFailure("every page has its template")
    }
    return [UInt8](text.utf8)
  }
}

extension PageLibrary.Page {
  /// The type of the values that a page is rendered from.
  var context: Any.Type {
    switch self {
    case .home: HomePage.self
    case .epoch: EpochPage.self
    case .correction: CorrectionPage.self
    case .verify: VerifyPage.self
    case .methodology: MethodologyPage.self
    case .audit: AuditPage.self
    case .data: DataPage.self
    case .notFound: PageFrame.self
    }
  }
}
