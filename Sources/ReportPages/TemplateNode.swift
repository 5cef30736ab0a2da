/// A part of a template with what stands inside of it.
indirect enum TemplateNode: Sendable {
  case text([UInt8])
  case value(TemplateTag)
  case partial(TemplateTag)
  case section(TemplateTag, [TemplateNode])

  /// How deep sections may stand in each other.
  static let depthLimit = 32

  /// Whether a name of a tag or an attribute cannot go on in what follows it.
  static func endsName(_ nodes: ArraySlice<TemplateNode>) -> Bool {
    switch nodes.first {
    case nil: true
    case .text(let text): text.first.map { " \t\n\r\u{C}/>".utf8.contains($0) } ?? false
    case .section(_, let inner): endsName(inner[...]) && endsName(nodes.dropFirst())
    case .value, .partial: false
    }
  }

  /// Joins each section with its end.
  ///
  /// - Parameter parts: Texts and tags in their order.
  /// - Returns: The nodes, and what does not fit.
  static func tree(
    of parts: [TemplatePart]
  ) -> (nodes: [TemplateNode], problems: [(line: Int, fact: String)]) {
    var problems: [(line: Int, fact: String)] = []
    var open: [TemplateTag] = []
    var levels: [[TemplateNode]] = [[]]
    for part in parts {
      guard case .tag(let tag) = part else {
        if case .text(let text) = part { levels[levels.count - 1].append(.text(text)) }
        continue
      }
      switch tag.kind {
      case .value, .raw: levels[levels.count - 1].append(.value(tag))
      case .partial: levels[levels.count - 1].append(.partial(tag))
      case .section, .inverted:
        open.append(tag)
        levels.append([])
        if open.count == depthLimit + 1 {
          problems.append((tag.line, "over \(depthLimit) sections stand in each other"))
          return ([], problems)
        }
      case .end:
        guard let section = open.last, section.name == tag.name else {
          let expected = open.last.map { "; {{/\($0.name)}} would, of line \($0.line)" } ?? ""
          problems.append((tag.line, "{{/\(tag.name)}} ends no section here\(expected)"))
          return ([], problems)
        }
        open.removeLast()
        let nodes = levels.removeLast()
        levels[levels.count - 1].append(.section(section, nodes))
      }
    }
    for section in open {
      problems.append((section.line, "the section {{#\(section.name)}} does not end"))
    }
    return (problems.isEmpty ? levels[0] : [], problems)
  }
}
