import StrictJSON

/// A JSON value with one thing changed.
struct JSONVariation: Sendable {
  /// What kind of change it is.
  let kind: String
  /// Where, such as `assets[0].claims.root`.
  let place: String
  /// The whole value afterwards.
  let value: JSONValue

  fileprivate func moved(to place: String, _ value: JSONValue) -> JSONVariation {
    JSONVariation(kind: kind, place: place + self.place, value: value)
  }
}

extension JSONValue {
  /// Every single change: each figure another one or null, each member or element gone, twice or in another
  /// place, each key another one, and a member more.
  var variations: [JSONVariation] {
    switch self {
    case .object(let members): Self.variations(of: members)
    case .array(let elements): Self.variations(of: elements)
    default:
      [
        JSONVariation(kind: "field", place: "", value: other),
        JSONVariation(kind: "null", place: "", value: .null),
      ]
    }
  }

  /// Another value of the same kind.
  private var other: JSONValue {
    switch self {
    case .string(let text): .string(text.otherText)
    case .number(let text): .number(text.otherText)
    case .bool(let value): .bool(!value)
    case .null, .object, .array: .string("x")
    }
  }

  private static func variations(of members: [Member]) -> [JSONVariation] {
    var variations: [JSONVariation] = []
    func add(_ kind: String, _ index: Int, _ change: (inout [Member]) -> Void) {
      var changed = members
      change(&changed)
      let place = members.indices.contains(index) ? ".\(members[index].key)" : ""
      variations.append(JSONVariation(kind: kind, place: place, value: .object(changed)))
    }
    for (index, member) in members.enumerated() {
      variations += member.value.variations.map { variation in
        var changed = members
        changed[index] = Member(member.key, variation.value)
        return variation.moved(to: ".\(member.key)", .object(changed))
      }
      add("member removed", index) { $0.remove(at: index) }
      add("key", index) { $0[index] = Member(member.key.otherText, member.value) }
      if index > 0 { add("members swapped", index) { $0.swapAt(index - 1, index) } }
    }
    add("member added", members.count) { $0.append(Member("more", .string("x"))) }
    return variations
  }

  private static func variations(of elements: [JSONValue]) -> [JSONVariation] {
    var variations: [JSONVariation] = []
    for (index, element) in elements.enumerated() {
      let place = "[\(index)]"
      variations += element.variations.map { variation in
        var changed = elements
        changed[index] = variation.value
        return variation.moved(to: place, .array(changed))
      }
      func add(_ kind: String, _ change: (inout [JSONValue]) -> Void) {
        var changed = elements
        change(&changed)
        variations.append(JSONVariation(kind: kind, place: place, value: .array(changed)))
      }
      add("element removed") { $0.remove(at: index) }
      add("element twice") { $0.insert(element, at: index) }
      if index > 0 { add("elements swapped") { $0.swapAt(index - 1, index) } }
    }
    if elements.isEmpty {
      let value = JSONValue.array([.string("x")])
      variations.append(JSONVariation(kind: "element added", place: "", value: value))
    }
    return variations
  }
}
