import Distribution
import EVMTypes

/// A place in a file that logs what does not fit and goes on.
///
/// What is `nil` was logged, or is an optional value that is not there.
struct SnapshotCursor {
  private let value: LocatedJSON
  let place: String
  private let document: SnapshotDocument

  init(_ value: LocatedJSON, place: String, document: SnapshotDocument) {
    self.value = value
    self.place = place
    self.document = document
  }

  func problem(_ fact: String) {
    document.add(fact, at: value.position, place: place)
  }

  /// The problem that something is wrong here.
  func located(_ fact: String) -> SnapshotProblem {
    SnapshotProblem(
      file: document.file,
      line: document.line(of: value.position),
      place: place,
      fact: fact
    )
  }

  // MARK: Structure

  var isArray: Bool { if case .array = value.content { true } else { false } }
  var isNull: Bool { if case .null = value.content { true } else { false } }

  /// A member, or `nil` where there is none.
  func optional(_ key: String) -> SnapshotCursor? {
    guard case .object(let members) = value.content,
      let member = members.first(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return nil }
    return SnapshotCursor(member.value, place: placed(key), document: document)
  }

  /// A member that must be there and not be null.
  func required(_ key: String, _ advice: String = "export it with the rest") -> SnapshotCursor? {
    guard case .object = value.content else { return nil }
    if let member = optional(key), !member.isNull { return member }
    document.add("the value is missing; \(advice)", at: value.position, place: placed(key))
    return nil
  }

  /// Whether an object stands here; logs where none does.
  func isObject() -> Bool {
    if case .object = value.content { return true }
    problem("expected an object")
    return false
  }

  /// The elements of an array.
  func elements() -> [SnapshotCursor]? {
    guard case .array(let elements) = value.content else {
      problem("expected an array")
      return nil
    }
    return elements.enumerated().map {
      SnapshotCursor($1, place: "\(place)[\($0)]", document: document)
    }
  }

  private func placed(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  // MARK: Scalars

  /// A text that may be published, not empty.
  func text() -> String? {
    guard case .text(let text) = value.content else {
      problem("expected a text")
      return nil
    }
    guard !text.isEmpty else {
      problem("the text is empty")
      return nil
    }
    if let fact = document.textProblem(text) {
      problem(fact)
      return nil
    }
    return text
  }

  /// A whole number of at most 2⁵³.
  func count() -> Int? {
    guard case .number(let digits) = value.content,
      let number = UInt256(decimal: digits.utf8)?.asUInt64, number <= 1 << 53
    else {
      problem("expected a whole number")
      return nil
    }
    return Int(number)
  }

  func time() -> Timestamp? {
    guard let seconds = count() else { return nil }
    guard let time = Timestamp(unixSeconds: UInt64(seconds)) else {
      problem("expected Unix seconds before the year 10000")
      return nil
    }
    return time
  }

  /// A decimal number, written as a number or as a text.
  func decimal() -> ExactDecimal? {
    switch value.content {
    case .number(let digits), .text(let digits):
      do {
        return try ExactDecimal(text: digits)
      } catch {
        problem("\(error)")
      }
    case .object, .array, .truth, .null: problem("expected a decimal number")
    }
    return nil
  }

  func account() -> Address? {
    guard let text = text() else { return nil }
    do {
      return try Address(text: text.utf8)
    } catch {
      problem("\(error)")
      return nil
    }
  }

  /// The digits of a block's number, written as a number or as a text.
  func blockNumber() -> String? {
    switch value.content {
    case .number(let digits), .text(let digits):
      if let number = UInt256(decimal: digits.utf8) { return number.description }
    case .object, .array, .truth, .null: break
    }
    problem("expected the number of a block")
    return nil
  }

  /// A choice's number, or an object of weights by choice numbers.
  func selection() -> BallotSelection? {
    switch value.content {
    case .number(let digits):
      if let number = BallotSelection.number(digits.utf8) { return .choice(number) }
      problem("expected a choice's number, from 1")
    case .object(let members):
      var weights: [ChoiceWeight] = []
      for member in members {
        let cursor = SnapshotCursor(member.value, place: place, document: document)
        guard let choice = BallotSelection.number(member.key.utf8) else {
          cursor.problem("expected a choice's number, from 1, as the key of each weight")
          return nil
        }
        guard let weight = cursor.decimal() else { return nil }
        weights.append(ChoiceWeight(choice: choice, weight: weight))
      }
      return .weighted(weights)
    case .text:
      problem(
        "expected a choice's number, or weights; the choice of a private vote is a text until it ends"
      )
    case .array, .truth, .null: problem("expected a choice's number, or weights by choice numbers")
    }
    return nil
  }
}
