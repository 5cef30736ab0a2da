/// Where in HTML a template stands, so far as it matters to a value.
///
/// Values are escaped for text and for quoted attributes, and for nothing else: in a script, a style, a comment, a
/// tag or an attribute without quotes an escaped text can still do harm.
///
/// - Source: WHATWG HTML, section 13.2.5, as far as templates need it.
enum MarkupPlace: Hashable {
  /// Between tags.
  case text
  /// Behind `<`, `</` or `<!`, with what has come of the name.
  case tagStart([UInt8])
  /// In a tag, between attributes.
  case tag(name: [UInt8])
  /// In an attribute's name.
  case attributeName(tag: [UInt8], [UInt8])
  /// Behind an attribute's `=`.
  case valueStart(tag: [UInt8], attribute: [UInt8])
  /// In a value with quotes.
  case quoted(tag: [UInt8], attribute: [UInt8], quote: UInt8)
  /// In a value without quotes.
  case unquoted(tag: [UInt8])
  /// In `<!--`, with how many hyphens have come last.
  case comment(hyphens: Int)
  /// In an element whose content is no markup, with what has come of its end.
  case raw(element: [UInt8], end: [UInt8])

  /// What a value cannot stand in; `nil` where it can.
  var refusal: String? {
    switch self {
    case .text: nil
    case .quoted(_, let attribute, _):
      Self.isCode(attribute)
        ? "a value cannot stand in the attribute \(Self.text(attribute)), which holds code" : nil
    case .raw(let element, _):
      Self.isEscapable(element) ? nil : "a value cannot stand in a <\(Self.text(element))>"
    case .comment: "a value cannot stand in a comment of the page; {{! }} is one of the template"
    case .valueStart, .unquoted: "a value in an attribute needs quotes around it"
    case .tagStart, .tag, .attributeName:
      "a value can stand in a text or a quoted attribute, not in a tag itself"
    }
  }

  /// Whether this is the content of an element, or with none between tags.
  func isContent(of element: String?) -> Bool {
    switch self {
    case .text: element == nil
    case .raw(let name, _): Self.text(name) == element
    default: false
    }
  }

  /// Goes on by a text of the template.
  mutating func advance(over text: [UInt8]) {
    var rest = text[...]
    while let byte = rest.first {
      // What most of a template is, all at once.
      switch self {
      case .text where byte != lessThan:
        rest = rest.firstIndex(of: lessThan).map { rest[$0...] } ?? []
      case .quoted(_, _, let quote) where byte != quote:
        rest = rest.firstIndex(of: quote).map { rest[$0...] } ?? []
      default:
        advance(over: byte)
        rest = rest.dropFirst()
      }
    }
  }

  /// Whether a section that begins here may end there: at the same place, or behind what it adds to a tag.
  func isMet(by end: MarkupPlace) -> Bool {
    switch (self, end) {
    case (.tagStart(let tag), .tag(let name)): tag == name && !tag.isEmpty
    case (.attributeName(let tag, _), .tag(let name)): tag == name
    default: self == end
    }
  }

  private mutating func advance(over byte: UInt8) {
    switch self {
    case .text: if byte == lessThan { self = .tagStart([]) }
    case .tagStart(let name): advanceTagStart(name, byte)
    case .tag(let tag), .attributeName(let tag, _): advanceTag(tag, byte)
    case .valueStart(let tag, let attribute):
      if isBlank(byte) { return }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        self = .quoted(tag: tag, attribute: attribute, quote: byte)
      } else {
        self = byte == greaterThan ? Self.content(of: tag) : .unquoted(tag: tag)
      }
    case .quoted(let tag, _, let quote): if byte == quote { self = .tag(name: tag) }
    case .unquoted(let tag):
      if byte == greaterThan {
        self = Self.content(of: tag)
      } else if isBlank(byte) {
        self = .tag(name: tag)
      }
    case .comment(let hyphens):
      if byte == greaterThan && hyphens >= 2 {
        self = .text
      } else {
        self = .comment(hyphens: byte == UInt8(ascii: "-") ? hyphens + 1 : 0)
      }
    case .raw(let element, let end): advanceRaw(element, end, byte)
    }
  }

  private mutating func advanceTagStart(_ name: [UInt8], _ byte: UInt8) {
    let small = lowercased(byte)
    if name == Array("!-".utf8), byte == UInt8(ascii: "-") {
      self = .comment(hyphens: 0)
    } else if byte == greaterThan {
      self = Self.content(of: name)
    } else if isBlank(byte) {
      self = name.isEmpty ? .text : .tag(name: name)
    } else if name.isEmpty, !isLetter(small),
      ![UInt8(ascii: "/"), UInt8(ascii: "!")].contains(byte)
    {
      // A `<` that begins no tag is a text.
      self = .text
    } else if byte == UInt8(ascii: "/"), !name.isEmpty {
      self = .tag(name: name)
    } else {
      self = .tagStart(name + [small])
    }
  }

  private mutating func advanceTag(_ tag: [UInt8], _ byte: UInt8) {
    if byte == greaterThan {
      self = Self.content(of: tag)
    } else if byte == UInt8(ascii: "="), case .attributeName(_, let name) = self {
      self = .valueStart(tag: tag, attribute: name)
    } else if byte == UInt8(ascii: "/") {
      self = .tag(name: tag)
    } else if isBlank(byte) {
      // `name = "value"` is one attribute too: the name stays until another begins.
      if case .attributeName(_, let name) = self, name.last != UInt8(ascii: " ") {
        self = .attributeName(tag: tag, name + [UInt8(ascii: " ")])
      }
    } else if case .attributeName(_, let name) = self, name.last != UInt8(ascii: " ") {
      self = .attributeName(tag: tag, name + [lowercased(byte)])
    } else {
      self = .attributeName(tag: tag, [lowercased(byte)])
    }
  }

  private mutating func advanceRaw(_ element: [UInt8], _ end: [UInt8], _ byte: UInt8) {
    let expected = Array("</".utf8) + element
    if end == expected, byte == greaterThan || isBlank(byte) || byte == UInt8(ascii: "/") {
      self = byte == greaterThan ? .text : .tag(name: Array("/".utf8) + element)
    } else if end.count < expected.count, expected[end.count] == lowercased(byte) {
      self = .raw(element: element, end: end + [lowercased(byte)])
    } else {
      self = .raw(element: element, end: byte == lessThan ? [byte] : [])
    }
  }

  /// Where a tag leads.
  private static func content(of tag: [UInt8]) -> MarkupPlace {
    let names = ["script", "style", "title", "textarea", "iframe", "noscript", "xmp", "noembed"]
    return names.contains(text(tag)) ? .raw(element: tag, end: []) : .text
  }

  /// Whether escaping works in an element whose content is no markup.
  private static func isEscapable(_ element: [UInt8]) -> Bool {
    ["title", "textarea"].contains(text(element))
  }

  private static func isCode(_ attribute: [UInt8]) -> Bool {
    let name = text(attribute.filter { $0 != UInt8(ascii: " ") })
    return name.hasPrefix("on") || ["style", "srcdoc"].contains(name)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

private let lessThan = UInt8(ascii: "<")
private let greaterThan = UInt8(ascii: ">")

private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
}
