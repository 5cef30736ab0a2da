import Yams

/// A YAML value whose scalars are the text that stands there, with the lines that it stands on.
indirect enum YAMLValue {
  struct Member {
    let key: String
    let line: Int
    let value: YAMLValue
  }

  case scalar(String, line: Int)
  case list([YAMLValue], line: Int)
  case mapping([Member], line: Int)

  var line: Int {
    switch self {
    case .scalar(_, let line), .list(_, let line), .mapping(_, let line): line
    }
  }

  static let byteLimit = 1_000_000
  static let nodeLimit = 100_000

  /// Reads a file.
  ///
  /// - Throws: ``YAMLFact``.
  init(parsing bytes: [UInt8]) throws(YAMLFact) {
    guard bytes.count <= Self.byteLimit else {
      throw YAMLFact(line: 1, "larger than 1 MB")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let string = String(validating: text, as: UTF8.self) else {
      let valid = String(decoding: text, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      throw YAMLFact(
        line: 1 + valid.utf8.count { $0 == UInt8(ascii: "\n") },
        "not UTF-8; save the file as UTF-8"
      )
    }
    // First without aliases: a nest of them can stand for more nodes than any memory holds, and already
    // the parser's check for repeated keys would walk through all of them.
    // In their place stands U+E02A, of a private use area, so that no two keys become one.
    let withoutAliases = String(
      decoding: text.flatMap { $0 == UInt8(ascii: "*") ? [0xEE, 0x80, 0xAA] : [$0] },
      as: UTF8.self
    )
    try Self.withRoot(of: withoutAliases) { root throws(YAMLFact) in
      var count = 0
      try Self.refuseAnchors(in: root, count: &count)
    }
    self = try Self.withRoot(of: string) { root throws(YAMLFact) in try YAMLValue(root) }
  }

  private static func withRoot<Value>(
    of text: String,
    _ body: (Node) throws(YAMLFact) -> Value
  ) throws(YAMLFact) -> Value {
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { throw YAMLFact(line: 1, "the file is empty") }
      // Nodes refer to their anchors weakly; the parser holds them.
      return try withExtendedLifetime(parser) { try body(root) }
    } catch let fact as YAMLFact {
      throw fact
    } catch let error as YamlError {
      throw YAMLFact(error)
    } catch {
      throw YAMLFact(line: 1, "cannot be read")
    }
  }

  private static func refuseAnchors(in node: Node, count: inout Int) throws(YAMLFact) {
    count += 1
    let line = node.mark?.line ?? 1
    guard count <= nodeLimit else { throw YAMLFact(line: line, "more than 100,000 values") }
    guard node.anchor == nil else {
      throw YAMLFact(line: line, "anchors and aliases are not part of the books; write it out")
    }
    switch node {
    case .scalar, .alias: return
    case .sequence(let sequence):
      for element in sequence { try refuseAnchors(in: element, count: &count) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        try refuseAnchors(in: key, count: &count)
        try refuseAnchors(in: value, count: &count)
      }
    }
  }

  private init(_ node: Node) throws(YAMLFact) {
    let line = node.mark?.line ?? 1
    switch node {
    case .scalar(let scalar): self = .scalar(scalar.string, line: line)
    case .alias:
      throw YAMLFact(line: line, "anchors and aliases are not part of the books; write it out")
    case .sequence(let sequence):
      var elements: [YAMLValue] = []
      for element in sequence { elements.append(try YAMLValue(element)) }
      self = .list(elements, line: line)
    case .mapping(let mapping):
      var members: [Member] = []
      for (key, value) in mapping {
        guard case .scalar(let scalar) = key else {
          throw YAMLFact(line: key.mark?.line ?? line, "a key must be a word")
        }
        members.append(
          Member(
            key: scalar.string,
            line: key.mark?.line ?? line,
            value: try YAMLValue(value)
          )
        )
      }
      self = .mapping(members, line: line)
    }
  }
}

/// Why a file is not YAML that the books may be written in.
struct YAMLFact: Error {
  let line: Int
  let fact: String

  init(line: Int, _ fact: String) {
    self.line = line
    self.fact = fact
  }

  init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(line: mark.line, "not YAML: \(problem)")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.utf8.prefix(offset ?? 0)
      self.init(
        line: 1 + before.count { $0 == UInt8(ascii: "\n") },
        "not YAML: \(problem); remove the character"
      )
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      self.init(
        line: Self.lineOfRepetition(of: key, after: context.mark, in: context.text),
        "the key \(key) occurs twice; remove one"
      )
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.init(line: 1, "cannot be read as YAML")
    }
  }

  /// The line of a key's second occurrence: the next one that has the key in the same column, or that of the
  /// first occurrence, where both stand in one line.
  private static func lineOfRepetition(of key: String, after mark: Mark, in text: String) -> Int {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst(mark.line) {
      let rest = line.dropFirst(mark.column - 1).drop { "\"'".utf8.contains($0) }
      let after = rest.dropFirst(key.utf8.count).drop { "\"' \t".utf8.contains($0) }
      if rest.starts(with: key.utf8), after.first == UInt8(ascii: ":") { return index + 1 }
    }
    return mark.line
  }
}
