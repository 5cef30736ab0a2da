import FileStore
import Mustache

/// Compiled templates: contexts in, pages out.
struct PageLibrary: Sendable {
  /// A page's template, with what it is rendered from.
  enum Page: String, CaseIterable {
    case home = "index"
    case epoch
    case verify
    case methodology
    case audit
    case data
    case notFound = "404"
  }

  private let library: MustacheLibrary

  /// Compiles templates.
  init(_ templates: PageTemplates) throws(PageTemplateError) {
    HTMLContentType.registration
    var library = MustacheLibrary()
    for file in templates.sources {
      guard let source = String(validating: file.bytes, as: UTF8.self) else {
        throw .notText(file.path)
      }
      let name = String(file.path.description.dropLast(PageTemplates.sourceSuffix.count))
      do {
        // In every file: the library falls back to its own escaping in a partial.
        try library.register("{{% CONTENT_TYPE:\(HTMLContentType.name)}}\n" + source, named: name)
      } catch let error as MustacheTemplate.ParserError {
        // The line that was put before the source is not counted.
        throw .malformed(file.path, "line \(error.context.lineNumber - 1): \(error.error)")
      } catch {
        throw .malformed(file.path, "\(error)")
      }
    }
    for page in Page.allCases where library.getTemplate(named: page.rawValue) == nil {
      guard let path = RelativePath(page.rawValue + PageTemplates.sourceSuffix) else { continue }
      throw .missing(path)
    }
    self.library = library
  }

  /// Renders a page.
  func bytes(of page: Page, with context: some Sendable) -> [UInt8] {
    guard let text = library.render(context, withTemplate: page.rawValue) else {
      preconditionFailure("every page has its template")
    }
    return [UInt8](text.utf8)
  }
}
