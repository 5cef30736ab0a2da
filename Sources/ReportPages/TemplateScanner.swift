/// Divides a template into texts and tags.
///
/// It takes less than the template library does, and what it takes it reads as the library does: what would change how
/// text is escaped, call code or bring in what no one has named is a problem.
struct TemplateScanner {
  private(set) var parts: [TemplatePart] = []
  private(set) var problems: [(line: Int, fact: String)] = []
  private var line = 1

  init(_ source: [UInt8]) {
    var rest = source[...]
    while let open = Self.place(of: [brace, brace], in: rest) {
      append(rest[..<open])
      guard let end = scanTag(rest[(open + 2)...]) else {
        problems.append((line, "the tag does not end; it begins with {{"))
        return
      }
      rest = rest[end...]
    }
    append(rest)
  }

  /// Where some bytes stand; `nil` where they do not.
  private static func place(of bytes: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while let start = rest.firstIndex(of: bytes[0]) {
      rest = rest[start...]
      if rest.starts(with: bytes) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    guard !text.isEmpty else { return }
    parts.append(.text(Array(text)))
    count(text)
  }

  private mutating func count(_ text: ArraySlice<UInt8>) {
    line += text.count { $0 == UInt8(ascii: "\n") }
  }

  /// Reads a tag behind its `{{`; gives where the text goes on, or `nil` where the tag does not end.
  private mutating func scanTag(_ rest: ArraySlice<UInt8>) -> Int? {
    let closing =
      rest.first == brace
      ? [closingBrace, closingBrace, closingBrace] : [closingBrace, closingBrace]
    guard let close = Self.place(of: closing, in: rest) else { return nil }
    let content = rest[..<close]
    read(content)
    count(content)
    return close + closing.count
  }

  private mutating func read(_ content: ArraySlice<UInt8>) {
    switch content.first {
    case UInt8(ascii: "!"): break
    case brace, UInt8(ascii: "&"): add(.raw, content.dropFirst())
    case UInt8(ascii: "#"): add(.section, content.dropFirst())
    case UInt8(ascii: "^"): add(.inverted, content.dropFirst())
    case UInt8(ascii: "/"): add(.end, content.dropFirst())
    case UInt8(ascii: ">"): add(.partial, content.dropFirst())
    case UInt8(ascii: "%"):
      refuse("a content type is not for templates to set: values are escaped for HTML")
    case UInt8(ascii: "="): refuse("delimiters cannot be changed from {{ and }}")
    case UInt8(ascii: "<"), UInt8(ascii: "$"):
      refuse("templates do not inherit; use a partial, {{> partials/name}}")
    default: add(.value, content)
    }
  }

  private mutating func add(_ kind: TemplateTag.Kind, _ content: ArraySlice<UInt8>) {
    let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    let name = content.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    let text = String(decoding: name, as: UTF8.self)
    if name.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }) {
      refuse("`\(text)` calls a function (a lambda), which templates cannot; name a value")
    } else if kind == .partial && name.first == UInt8(ascii: "*") {
      refuse("a partial is named by the template, not by a value")
    } else if kind == .partial ? !name.allSatisfy(isPartialByte) || name.isEmpty : !isName(text) {
      refuse("`\(text)` is not a name: letters and digits, joined by dots")
    } else {
      parts.append(.tag(TemplateTag(kind: kind, name: text, line: line)))
    }
  }

  private mutating func refuse(_ fact: String) { problems.append((line, fact)) }
}

private let brace = UInt8(ascii: "{")
private let closingBrace = UInt8(ascii: "}")

private func isName(_ text: String) -> Bool {
  text == "."
    || text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isNameByte) }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}

private func isPartialByte(_ byte: UInt8) -> Bool {
  isNameByte(byte) || [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(byte)
}
