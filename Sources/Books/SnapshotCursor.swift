import Distribution
import EVMTypes
import StrictJSON

/// A place in a JSON file of a hub's export that logs what does not fit and goes on.
///
/// What is `nil` was logged, or is an optional value that is not there. Members that nobody asks for are passed
/// over: hubs add new ones.
struct SnapshotCursor {
  private let value: JSONValue
  private let file: String
  private let path: String
  private let log: ProblemLog

  /// Reads a file.
  init?(parsing bytes: [UInt8], file: String, log: ProblemLog) {
    do {
      self.init(try JSONValue(parsing: bytes), file: file, path: "", log: log)
    } catch {
      log.add(BookProblem(file: file, line: error.line, place: "", fact: "not JSON: \(error)"))
      return nil
    }
  }

  private init(_ value: JSONValue, file: String, path: String, log: ProblemLog) {
    self.value = value
    self.file = file
    self.path = path
    self.log = log
  }

  func problem(_ fact: String) {
    log.add(BookProblem(file: file, line: nil, place: path, fact: fact))
  }

  /// A member, or `nil` where there is none or null.
  func optional(_ key: String) -> SnapshotCursor? {
    guard case .object(let members) = value,
      let member = members.first(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return nil }
    if case .null = member.value { return nil }
    let place = path.isEmpty ? key : "\(path).\(key)"
    return SnapshotCursor(member.value, file: file, path: place, log: log)
  }

  /// A member that must be there.
  func required(_ key: String) -> SnapshotCursor? {
    if let member = optional(key) { return member }
    problem("the member \(key) is missing")
    return nil
  }

  var isList: Bool {
    if case .array = value { true } else { false }
  }

  var items: [SnapshotCursor]? {
    guard case .array(let elements) = value else {
      problem("expected a list")
      return nil
    }
    return elements.enumerated().map {
      SnapshotCursor($1, file: file, path: "\(path)[\($0)]", log: log)
    }
  }

  /// The members of an object, with their keys.
  var members: [(key: String, value: SnapshotCursor)]? {
    guard case .object(let members) = value else {
      problem("expected an object")
      return nil
    }
    return members.map { member in
      let name = PublishedText.characterProblem(in: member.key) == nil ? member.key : "(key)"
      return (
        member.key,
        SnapshotCursor(member.value, file: file, path: "\(path).\(name)", log: log)
      )
    }
  }

  /// A text that may be published.
  var text: String? {
    guard case .string(let text) = value else {
      problem("expected a text")
      return nil
    }
    if let fact = PublishedText.problem(in: text) {
      problem(fact)
      return nil
    }
    return text
  }

  /// The text of a number, or of a string that holds one; never through a floating-point number.
  private var digits: String? {
    switch value {
    case .number(let text), .string(let text): return text
    case .object, .array, .bool, .null:
      problem("expected a number")
      return nil
    }
  }

  var decimal: ExactDecimal? {
    guard let digits else { return nil }
    do {
      return try ExactDecimal(text: digits)
    } catch {
      problem(error.description)
      return nil
    }
  }

  var count: Int? {
    guard let digits else { return nil }
    guard let number = UInt256(decimal: digits.utf8)?.asUInt64, number <= 1 << 53 else {
      problem("expected a whole number")
      return nil
    }
    return Int(number)
  }

  /// A moment in Unix seconds.
  var time: Timestamp? {
    guard let count else { return nil }
    guard let time = Timestamp(unixSeconds: UInt64(count)) else {
      problem("not a time in Unix seconds")
      return nil
    }
    return time
  }

  var account: Address? {
    guard let text else { return nil }
    do {
      return try Address(text: text.utf8)
    } catch {
      problem(error.description)
      return nil
    }
  }
}
