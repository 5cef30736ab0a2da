import FileStore

/// Holds templates to the values of their pages.
struct TemplateCheck {
  /// A template with what it consists of.
  struct Source {
    let path: RelativePath
    let nodes: [TemplateNode]
  }

  private let sources: [String: Source]
  private var found: Set<PageTemplateError.Problem> = []
  /// Partials that were checked, by name, scopes and place, and where each of them ends.
  private var visited: [Visit: MarkupPlace] = [:]

  private struct Visit: Hashable {
    let name: String
    let scopes: [ObjectIdentifier]
    let place: MarkupPlace
  }

  /// Where in the templates the check is.
  private struct Position {
    let path: RelativePath
    /// What names stand for, the innermost last.
    let scopes: [ViewShape]
    let types: [ObjectIdentifier]
    let partials: [String]
  }

  /// What is wrong.
  var problems: [PageTemplateError.Problem] { Array(found) }

  /// Takes templates by the names that partials have.
  init(_ sources: [String: Source]) {
    self.sources = sources
  }

  /// Checks the template of a page and the partials that it brings in.
  mutating func check(page: String, of type: Any.Type) {
    guard let source = sources[page] else { return }
    var place = MarkupPlace.text
    let position = Position(
      path: source.path,
      scopes: [ViewShape(type)],
      types: [ObjectIdentifier(type)],
      partials: [page]
    )
    check(source.nodes, at: position, &place)
  }

  private mutating func check(
    _ nodes: [TemplateNode],
    at position: Position,
    _ place: inout MarkupPlace
  ) {
    for (index, node) in nodes.enumerated() {
      switch node {
      case .text(let text): place.advance(over: text)
      case .value(let tag): checkValue(tag, at: position, place)
      case .section(let tag, let inner):
        let before = place
        checkSection(tag, inner, at: position, &place)
        if before != place, !TemplateNode.endsName(nodes[(index + 1)...]) {
          add(tag, position, "a blank must follow, or the tag must end: a name could go on here")
        }
      case .partial(let tag): checkPartial(tag, at: position, &place)
      }
    }
  }

  private mutating func checkValue(
    _ tag: TemplateTag,
    at position: Position,
    _ place: MarkupPlace
  ) {
    let shape = shape(of: tag, at: position)
    if case .markup(let element) = shape, tag.kind == .raw {
      guard !place.isContent(of: element) else { return }
      let home = element.map { "inside of a <\($0)>" } ?? "between tags"
      return add(tag, position, "`\(tag.name)` is markup that can stand only \(home)")
    }
    if let refusal = place.refusal { add(tag, position, refusal) }
    guard let shape else { return }
    switch (shape, tag.kind) {
    case (.text, .raw):
      add(tag, position, "`\(tag.name)` is no markup: write {{\(tag.name)}}, which escapes it")
    case (.markup, _): add(tag, position, "`\(tag.name)` is markup: write {{{\(tag.name)}}}")
    case (.text, _): break
    case (.group(let group), _):
      let names = group.fields.map(\.name).joined(separator: ", ")
      add(tag, position, "`\(tag.name)` is no text; it has the names \(names)")
    case (.flag, _):
      add(tag, position, "`\(tag.name)` is yes or no, for a section {{#\(tag.name)}}")
    case (.list, _), (.optional, _), (.other, _):
      add(tag, position, "`\(tag.name)` is a list, for a section {{#\(tag.name)}}")
    }
  }

  private mutating func checkSection(
    _ tag: TemplateTag,
    _ nodes: [TemplateNode],
    at position: Position,
    _ place: inout MarkupPlace
  ) {
    var inner = position
    guard let shape = shape(of: tag, at: position) else {
      // The names inside are those of something that is not known.
      return
    }
    switch shape {
    case .flag: break
    case .list(let type), .optional(let type):
      if tag.kind == .section { inner = Self.entering(type, position) }
    case .group(let group):
      if tag.kind == .inverted {
        add(tag, position, "`\(tag.name)` is always there, so {{^\(tag.name)}} shows nothing")
      }
      inner = Self.entering(group.type, position)
    case .text, .markup, .other:
      add(tag, position, "`\(tag.name)` is a text, and a section asks yes or no, or a list")
    }
    let before = place
    check(nodes, at: inner, &place)
    if !before.isMet(by: place) {
      add(tag, position, "the section must end where it begins, in a text, a tag or an attribute")
      place = before
    }
  }

  private mutating func checkPartial(
    _ tag: TemplateTag,
    at position: Position,
    _ place: inout MarkupPlace
  ) {
    guard let source = sources[tag.name] else {
      let names = sources.keys.filter { $0.contains("/") }.sorted().joined(separator: ", ")
      add(tag, position, "there is no partial `\(tag.name)`; there are \(names)")
      return
    }
    guard !position.partials.contains(tag.name) else {
      add(tag, position, "`\(tag.name)` brings in itself")
      return
    }
    let visit = Visit(name: tag.name, scopes: position.types, place: place)
    if let end = visited[visit] {
      place = end
      return
    }
    let inner = Position(
      path: source.path,
      scopes: position.scopes,
      types: position.types,
      partials: position.partials + [tag.name]
    )
    check(source.nodes, at: inner, &place)
    visited[visit] = place
  }

  private static func entering(_ type: Any.Type, _ position: Position) -> Position {
    Position(
      path: position.path,
      scopes: position.scopes + [ViewShape(type)],
      types: position.types + [ObjectIdentifier(type)],
      partials: position.partials
    )
  }

  /// What a name stands for: the innermost value that has its first part, and on from there.
  private mutating func shape(of tag: TemplateTag, at position: Position) -> ViewShape? {
    guard let first = tag.names.first else { return position.scopes.last }
    for case .group(let group) in position.scopes.reversed() {
      guard var shape = group.shape(of: first) else { continue }
      for name in tag.names.dropFirst() {
        guard case .group(let group) = shape, let next = group.shape(of: name) else {
          add(tag, position, "`\(tag.name)`: nothing of this name; \(Self.names(of: shape))")
          return nil
        }
        shape = next
      }
      return shape
    }
    let names = position.scopes.last.map(Self.names(of:)) ?? ""
    add(tag, position, "`\(tag.name)`: nothing of this name; \(names)")
    return nil
  }

  private static func names(of shape: ViewShape) -> String {
    guard case .group(let group) = shape else { return "there are no names in it" }
    return "there are " + group.fields.map(\.name).joined(separator: ", ")
  }

  private mutating func add(_ tag: TemplateTag, _ position: Position, _ fact: String) {
    found.insert(PageTemplateError.Problem(path: position.path, line: tag.line, fact: fact))
  }
}
