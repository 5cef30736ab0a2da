import Distribution
import EVMTypes

/// A place in a YAML file that logs what does not fit and goes on.
///
/// What is `nil` was logged, or is an optional value that is not there.
struct YAMLReader {
  private let value: YAMLValue
  private let file: String
  private let path: String
  private let log: ProblemLog

  /// Reads a file.
  init?(parsing bytes: [UInt8], file: String, log: ProblemLog) {
    do {
      self.init(try YAMLValue(parsing: bytes), file: file, path: "", log: log)
    } catch {
      log.add(BookProblem(file: file, line: error.line, place: "", fact: error.fact))
      return nil
    }
  }

  private init(_ value: YAMLValue, file: String, path: String, log: ProblemLog) {
    self.value = value
    self.file = file
    self.path = path
    self.log = log
  }

  func problem(_ fact: String) {
    log.add(BookProblem(file: file, line: value.line, place: path, fact: fact))
  }

  // MARK: Structure

  /// Logs members other than these.
  ///
  /// - Parameters:
  ///   - keys: The keys that may stand here.
  ///   - facts: What is said of others that somebody may well try.
  func allow(_ keys: [String], refusing facts: [String: String] = [:]) {
    guard case .mapping(let members, _) = value else {
      problem("expected keys and values")
      return
    }
    for member in members where !keys.contains(where: { $0.utf8.elementsEqual(member.key.utf8) }) {
      log.add(
        BookProblem(
          file: file,
          line: member.line,
          place: place(member.key),
          fact: facts[member.key]
            ?? "unknown key; the keys here are \(keys.joined(separator: ", "))"
        )
      )
    }
  }

  /// A member, or `nil` where there is none.
  func optional(_ key: String) -> YAMLReader? {
    guard case .mapping(let members, _) = value,
      let member = members.first(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return nil }
    return YAMLReader(member.value, file: file, path: place(key), log: log)
  }

  /// A member that must be there.
  func required(_ key: String) -> YAMLReader? {
    guard case .mapping = value else { return nil }
    if let member = optional(key) { return member }
    let fact = "the key is missing"
    log.add(BookProblem(file: file, line: value.line, place: place(key), fact: fact))
    return nil
  }

  /// Whether a list stands here.
  var isList: Bool {
    if case .list = value { true } else { false }
  }

  /// The elements of a list.
  var items: [YAMLReader]? {
    guard case .list(let elements, _) = value else {
      problem("expected a list")
      return nil
    }
    return elements.enumerated().map {
      YAMLReader($1, file: file, path: "\(path)[\($0)]", log: log)
    }
  }

  /// The members of a mapping with keys of the user's choice.
  var members: [(key: String, value: YAMLReader)]? {
    guard case .mapping(let members, _) = value else {
      problem("expected keys and values")
      return nil
    }
    return members.map {
      ($0.key, YAMLReader($0.value, file: file, path: place($0.key), log: log))
    }
  }

  private func place(_ key: String) -> String {
    let name = PublishedText.characterProblem(in: key) == nil ? key : "(key)"
    return path.isEmpty ? name : "\(path).\(name)"
  }

  // MARK: Scalars

  /// A text that stands there, not empty.
  var word: String? {
    guard case .scalar(let text, _) = value else {
      problem("expected a text")
      return nil
    }
    guard !text.isEmpty else {
      problem("the value is missing")
      return nil
    }
    return text
  }

  /// A text that may be published.
  var text: String? { checked { text throws(TextFact) in text } }

  /// The same for one that stands in a table, where a private value's commitment may stand too.
  var publicText: String? {
    checked { text throws(TextFact) in
      if let fact = PublishedText.commitmentProblem(in: text) { throw TextFact(fact) }
      return text
    }
  }

  var identifier: String? {
    checked { text throws(TextFact) in
      guard Identifier.isValid(text) else {
        throw
          "not an identifier; use 1 to 64 of a-z A-Z 0-9 . _ -, beginning with a letter or digit"
      }
      return text
    }
  }

  var link: String? {
    checked { text throws(TextFact) in
      if let problem = PublishedText.linkProblem(in: text) { throw TextFact(problem) }
      return text
    }
  }

  var count: Int? {
    checked { text throws(TextFact) in
      guard let number = UInt256(decimal: text.utf8)?.asUInt64, number <= 1 << 53 else {
        throw "expected a whole number in decimal digits"
      }
      return Int(number)
    }
  }

  var truth: Bool? {
    checked { text throws(TextFact) in
      switch text {
      case "true": return true
      case "false": return false
      default: throw "expected true or false"
      }
    }
  }

  var time: Timestamp? {
    checked { text throws(TextFact) in try TimePattern.rfc3339.time(text) }
  }

  var percentage: Percentage? {
    checked { text throws(TextFact) in
      do throws(PercentageError) {
        return try Percentage(text: text)
      } catch {
        throw TextFact(error.description)
      }
    }
  }

  var account: Address? {
    checked { text throws(TextFact) in
      do throws(AddressError) {
        return try Address(text: text.utf8)
      } catch {
        throw TextFact(error.description)
      }
    }
  }

  /// A decimal that is not negative, kept as it is written.
  var decimal: String? {
    checked { text throws(TextFact) in
      let form = DecimalAmount(
        decimals: 36,
        symbol: "a number of votes",
        isBaseUnits: false,
        allowsSeparators: false,
        allowsNegative: false
      )
      _ = try form.amount(text)
      return text
    }
  }

  private func checked<Value>(_ read: (String) throws(TextFact) -> Value) -> Value? {
    guard let word else { return nil }
    // An amount or a sign is judged by its own reader, which says more.
    if let fact = PublishedText.characterProblem(in: word) {
      problem(fact)
      return nil
    }
    do throws(TextFact) {
      let value = try read(word)
      if let fact = PublishedText.problem(in: word) { throw TextFact(fact) }
      return value
    } catch {
      problem(error.text)
      return nil
    }
  }
}
