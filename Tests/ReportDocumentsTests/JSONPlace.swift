import StrictJSON

/// A way from a document to a member of it, such as `streams[0].id`.
struct JSONPlace: CustomStringConvertible {
  enum Step: Equatable {
    case key(String)
    case index(Int)
  }

  let steps: [Step]

  init(_ steps: [Step]) {
    self.steps = steps
  }

  /// The way to the object that has the member.
  var parent: String { JSONPlace(steps.dropLast()).description }

  /// The member's key.
  var key: String {
    if case .key(let key) = steps.last { key } else { "" }
  }

  var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  private init(_ steps: ArraySlice<Step>) {
    self.steps = Array(steps)
  }
}

extension JSONValue {
  /// The places of all members, at any depth.
  var members: [JSONPlace] { members(below: []) }

  /// The places of all objects, as text.
  var objects: [String] { [""] + objects(below: []) }

  /// The value with one member replaced, or left out where nothing replaces it.
  func replacing(_ place: JSONPlace, with other: (JSONValue) -> JSONValue?) -> JSONValue {
    replacing(place.steps[...], with: other) ?? .null
  }

  /// The value with one more member in the object at a place.
  func adding(_ key: String, at place: String) -> JSONValue { adding(key, at: place, here: []) }

  private func members(below steps: [JSONPlace.Step]) -> [JSONPlace] {
    children(below: steps).flatMap { path, value in
      if case .key = path[path.count - 1] {
        [JSONPlace(path)] + value.members(below: path)
      } else {
        value.members(below: path)
      }
    }
  }

  private func objects(below steps: [JSONPlace.Step]) -> [String] {
    children(below: steps).flatMap { path, value in
      if case .object = value {
        [JSONPlace(path).description] + value.objects(below: path)
      } else {
        value.objects(below: path)
      }
    }
  }

  private func children(below steps: [JSONPlace.Step]) -> [([JSONPlace.Step], JSONValue)] {
    switch self {
    case .object(let members): members.map { (steps + [.key($0.key)], $0.value) }
    case .array(let elements): elements.enumerated().map { (steps + [.index($0)], $1) }
    case .string, .number, .bool, .null: []
    }
  }

  private func replacing(
    _ steps: ArraySlice<JSONPlace.Step>,
    with other: (JSONValue) -> JSONValue?
  ) -> JSONValue? {
    guard let step = steps.first else { return other(self) }
    let rest = steps.dropFirst()
    switch (self, step) {
    case (.object(let members), .key(let key)):
      return .object(
        members.compactMap { member in
          guard member.key == key else { return member }
          return member.value.replacing(rest, with: other).map { Member(key, $0) }
        }
      )
    case (.array(let elements), .index(let index)):
      return .array(
        elements.enumerated().compactMap { $0 == index ? $1.replacing(rest, with: other) : $1 }
      )
    default: return self
    }
  }

  private func adding(_ key: String, at place: String, here steps: [JSONPlace.Step]) -> JSONValue {
    switch self {
    case .object(let members):
      let isHere = JSONPlace(steps).description == place
      return .object(
        members.map {
          Member($0.key, $0.value.adding(key, at: place, here: steps + [.key($0.key)]))
        }
          + (isHere ? [Member(key, .null)] : [])
      )
    case .array(let elements):
      return .array(
        elements.enumerated().map { $1.adding(key, at: place, here: steps + [.index($0)]) }
      )
    case .string, .number, .bool, .null: return self
    }
  }
}
