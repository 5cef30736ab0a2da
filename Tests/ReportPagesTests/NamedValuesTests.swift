import Testing

@testable import ReportPages

/// What templates find in a page's values, on a value with all kinds of them.
@Suite struct NamedValuesTests {
  private struct Block: MarkupValue {
    static var element: String? { nil }
    let text: String
    var description: String { "<\(text)>" }
  }

  private struct Inner {
    let word: String
    let count: Int
  }

  private struct Sample {
    let title: String
    let isNew: Bool
    let words: [String]
    let rows: [[Inner]]
    let one: Inner?
    let none: Inner?
    let block: Block
  }

  private func values() throws -> NamedValues {
    let sample = Sample(
      title: "t",
      isNew: true,
      words: ["a", "b"],
      rows: [[], [Inner(word: "w", count: 7)]],
      one: Inner(word: "o", count: 1),
      none: nil,
      block: Block(text: "b")
    )
    return try #require(NamedValues.all(of: sample) as? NamedValues)
  }

  @Test func whatIsPutOutStays() throws {
    let values = try values()
    #expect(values.child(named: "title") as? String == "t")
    #expect(values.child(named: "isNew") as? Bool == true)
    #expect(values.child(named: "words") as? [String] == ["a", "b"])
    #expect((values.child(named: "block") as? Block)?.description == "<b>")
  }

  @Test func listsHoldNamedValues() throws {
    let rows = try #require(values().child(named: "rows") as? [Any])
    #expect((rows[0] as? [Any])?.isEmpty == true)
    let row = try #require((rows[1] as? [Any])?.first as? NamedValues)
    #expect(row.child(named: "word") as? String == "w")
    #expect(row.child(named: "count") as? Int == 7)
  }

  /// The library asks the values around where there is nothing.
  @Test func whatIsNotThereIsNothing() throws {
    let values = try values()
    let one = try #require(values.child(named: "one") as? NamedValues)
    #expect(one.child(named: "word") as? String == "o")
    #expect(values.child(named: "none") == nil)
    #expect(values.child(named: "title.length") == nil)
    #expect(one.child(named: "title") == nil)
  }
}
