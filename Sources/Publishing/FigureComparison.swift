import DelimitedText
public import FileStore
import StrictJSON

/// Two versions of a document set against each other, figure by figure.
public struct FigureComparison: Sendable, Hashable {
  /// A figure that differs.
  public struct Difference: Sendable, Hashable {
    /// Where: a path such as `streams[0].revenue`, or `line 3, column amount`; empty for the whole
    /// document.
    public let place: String
    /// What should stand there; `nil` where nothing should.
    public let expected: String?
    /// What stands there; `nil` where nothing does.
    public let found: String?
  }

  /// How many figures were compared.
  public private(set) var figureCount = 0
  /// The figures that differ, in the order of the document.
  public private(set) var differences: [Difference] = []

  /// Compares two versions of a document.
  ///
  /// - Parameters:
  ///   - path: The document's path; its ending says what it is.
  ///   - expected: What should stand there.
  ///   - found: What stands there.
  public init(_ path: RelativePath, expected: [UInt8], found: [UInt8]) {
    guard expected != found else {
      var count = FigureCount(of: path)
      count.add(expected)
      figureCount = count.count
      return
    }
    if path.isTable {
      compareTables(expected, found)
    } else if let expected = try? JSONValue(parsing: expected) {
      guard let found = try? JSONValue(parsing: found) else {
        differences.append(Difference(place: "", expected: "JSON", found: "something else"))
        return
      }
      compare(expected, found, at: "")
    }
    if differences.isEmpty {
      differences.append(
        Difference(
          place: "",
          expected: "the canonical form",
          found: "the same figures, written otherwise"
        )
      )
    }
  }

  private mutating func compareTables(_ expected: [UInt8], _ found: [UInt8]) {
    guard let left = try? DelimitedTable(parsing: expected) else { return }
    guard let right = try? DelimitedTable(parsing: found), right.errors.isEmpty else {
      differences.append(Difference(place: "", expected: "CSV", found: "something else"))
      return
    }
    compare("\(left.columns)", "\(right.columns)", at: "line 1")
    for (row, other) in zip(left.rows, right.rows) {
      for (column, (field, otherField)) in zip(row.fields, other.fields).enumerated() {
        compare(field, otherField, at: "line \(row.line), column \(left.columns[column])")
      }
    }
    if left.rows.count != right.rows.count {
      let (count, otherCount) = ("\(left.rows.count) rows", "\(right.rows.count) rows")
      differences.append(Difference(place: "", expected: count, found: otherCount))
    }
  }

  private mutating func compare(_ expected: JSONValue, _ found: JSONValue, at place: String) {
    switch (expected, found) {
    case (.object(let members), .object(let others)):
      compareMembers(members, others, at: place)
    case (.array(let elements), .array(let others)):
      for (index, (element, other)) in zip(elements, others).enumerated() {
        compare(element, other, at: "\(place)[\(index)]")
      }
      if elements.count != others.count {
        let (count, otherCount) = ("\(elements.count) elements", "\(others.count) elements")
        differences.append(Difference(place: place, expected: count, found: otherCount))
      }
    default: compare(text(of: expected), text(of: found), at: place)
    }
  }

  private mutating func compareMembers(
    _ members: [JSONValue.Member],
    _ others: [JSONValue.Member],
    at place: String
  ) {
    let path = { (key: String) in place.isEmpty ? key : "\(place).\(key)" }
    for member in members {
      if let other = others.first(where: { $0.key == member.key }) {
        compare(member.value, other.value, at: path(member.key))
      } else {
        let expected = text(of: member.value)
        differences.append(Difference(place: path(member.key), expected: expected, found: nil))
      }
    }
    for other in others where !members.contains(where: { $0.key == other.key }) {
      let found = text(of: other.value)
      differences.append(Difference(place: path(other.key), expected: nil, found: found))
    }
  }

  private mutating func compare(_ expected: String, _ found: String, at place: String) {
    figureCount += 1
    // As bytes: Swift's own equality would pass over another normal form.
    guard !expected.utf8.elementsEqual(found.utf8) else { return }
    differences.append(Difference(place: place, expected: expected, found: found))
  }

  private func text(of value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    default: String(decoding: value.compactBytes, as: UTF8.self)
    }
  }
}
