/// A tag of a template, or the text before it.
enum TemplatePart: Sendable, Hashable {
  case text([UInt8])
  case tag(TemplateTag)
}

/// A tag: what stands between `{{` and `}}`.
struct TemplateTag: Sendable, Hashable {
  /// What a tag does.
  enum Kind: Sendable, Hashable {
    case value
    case raw
    case section
    case inverted
    case end
    case partial
  }

  let kind: Kind
  let name: String
  /// The line in which it begins, from 1.
  let line: Int

  /// The names of a dotted name; none for `.`, the value that a section goes over.
  var names: [String] { name == "." ? [] : name.split(separator: ".").map(String.init) }
}
