import StrictJSON

/// A member of a JSON document or a column of a table, as its schema describes it.
struct FieldRow: Sendable, Hashable {
  /// Its name, with those that it is in: `assets[].pool.amount`.
  let name: String
  let type: String
  let unit: String
  let meaning: String

  /// The fields that a schema lists, in its order, outer ones before those in them.
  static func all(of schema: JSONValue) -> [FieldRow] {
    if let columns = schema["fields"]?.elements {
      return columns.map { column in
        FieldRow(
          name: column["name"]?.text ?? "",
          type: column["type"]?.text ?? "",
          unit: column["unit"]?.text ?? "",
          meaning: column["description"]?.text ?? ""
        )
      }
    }
    return members(of: schema, in: schema, below: "")
  }

  private static func members(
    of object: JSONValue,
    in schema: JSONValue,
    below prefix: String
  ) -> [FieldRow] {
    (object["properties"]?.members ?? [])
      .flatMap { member in
        let inner = member.value.alternatives[0]
        let name = prefix + member.key
        let row = FieldRow(
          name: name,
          type: type(of: inner, in: schema)
            + (member.value.alternatives.count > 1 ? " or null" : ""),
          unit: member.value["$comment"]?.text.map { String($0.dropFirst("unit: ".count)) } ?? "",
          meaning: member.value["description"]?.text ?? ""
        )
        let element = inner["items"]?.alternatives[0]
        let below = element.map { members(of: $0, in: schema, below: name + "[].") }
        return [row] + (below ?? members(of: inner, in: schema, below: name + "."))
      }
  }

  private static func type(of value: JSONValue, in schema: JSONValue) -> String {
    if let reference = value["$ref"]?.text {
      let name = String(reference.dropFirst("#/$defs/".count))
      return schema["$defs"]?[name]?["title"]?.text ?? name
    }
    if let constant = value["const"] { return "always \(constant.shown)" }
    if let choices = value["enum"]?.elements {
      return "one of " + choices.map(\.shown).joined(separator: ", ")
    }
    switch value["type"]?.text {
    case "array": return "list of " + (value["items"].map { type(of: $0, in: schema) } ?? "values")
    case "string": return "text"
    case let name: return name ?? ""
    }
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  fileprivate var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  fileprivate var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  fileprivate var shown: String {
    switch self {
    case .string(let text), .number(let text): text
    default: ""
    }
  }

  /// What a value may be, `null` last: the value itself where the schema names no alternatives.
  fileprivate var alternatives: [JSONValue] { self["anyOf"]?.elements ?? [self] }
}

extension FieldRow {
  /// A schema's title and description.
  static func heading(of schema: JSONValue) -> (title: String, description: String) {
    (schema["title"]?.text ?? "", schema["description"]?.text ?? "")
  }
}
