import Distribution
import DocumentSchemas
import FileStore
import ReportDocuments
import StrictJSON
import Testing

@testable import ReportPages
import TextChunks

struct DataPageTests {
  private func fields(_ schema: String) throws -> [FieldRow] {
    FieldRow.all(of: try JSONValue(parsing: [UInt8](schema.utf8)))
  }

  @Test func fieldsAreListedWithThoseThatTheyAreIn() throws {
    let rows = try fields(
      #"""
      {"properties": {
        "format": {"const": "a-v1", "description": "The format."},
        "pool": {"type": "object", "description": "The pool.", "properties": {
          "amount": {"$ref": "#/$defs/amount", "$comment": "unit: base units", "description": "All."}}},
        "list": {"type": "array", "description": "Some.", "items": {"type": "object", "properties": {
          "root": {"description": "R.", "anyOf": [{"$ref": "#/$defs/hash"}, {"type": "null"}]}}}},
        "kinds": {"type": "array", "items": {"enum": ["x", "y"]}},
        "maybe": {"description": "M.", "anyOf": [{"type": "object", "properties": {
          "n": {"type": "integer", "description": "N."}}}, {"type": "null"}]}
       },
       "$defs": {"amount": {"title": "whole number"}, "hash": {}}}
      """#
    )
    let expected = [
      ["format", "always a-v1", "", "The format."], ["pool", "object", "", "The pool."],
      ["pool.amount", "whole number", "base units", "All."],
      ["list", "list of object", "", "Some."], ["list[].root", "hash or null", "", "R."],
      ["kinds", "list of one of x, y", "", ""], ["maybe", "object or null", "", "M."],
      ["maybe.n", "integer", "", "N."],
    ]
    #expect(rows.map { [$0.name, $0.type, $0.unit, $0.meaning] } == expected)
  }

  @Test func columnsOfTablesAreListed() throws {
    let rows = try fields(
      #"{"fields": [{"name": "share", "type": "integer", "unit": "u", "description": "S."}]}"#
    )
    #expect(rows == [FieldRow(name: "share", type: "integer", unit: "u", meaning: "S.")])
  }

  @Test func whatIsNoSchemaHasNoFields() throws {
    for text in ["null", "{}", "[]", #"{"properties": 1}"#, #"{"properties": {"a": 1}}"#] {
      #expect(try fields(text).allSatisfy { $0.type.isEmpty && $0.meaning.isEmpty }, "\(text)")
    }
  }

  @Test("Every schema is published and has its place on the page", arguments: DocumentSchema.all)
  func everySchemaIsDescribed(schema: DocumentSchema) throws {
    let sample = Sample()
    #expect(try sample.views()[schema.path.description] == schema.bytes)
    let guides = DocumentGuide.all(
      of: try sample.epochs().map(\.epoch.report),
      corrections: [],
      log: nil,
      excerpts: [:]
    )
    let guide = try #require(guides.first { $0.schema == schema.path.description })
    #expect(!guide.title.isEmpty && !guide.description.isEmpty)
    #expect(!guide.fields.isEmpty)
    #expect(guide.fields.allSatisfy { !$0.type.isEmpty && !$0.meaning.isEmpty })
  }

  @Test("Every table has a published schema", arguments: PublishedTable.allCases)
  func everyTableHasASchema(table: PublishedTable) {
    for ruleset in [Ruleset.v1, .v2] {
      let path = table.schema(under: ruleset)
      #expect(DocumentSchema.all.contains { $0.path == path }, "\(path)")
    }
  }

  @Test func pathsBreakAfterSlashesAndSpacesAlone() {
    let patterns = DocumentGuide.all(of: [], corrections: [], log: nil, excerpts: [:]).map(
      \.pattern
    )
    #expect(patterns[0] == ["index.json"])
    #expect(patterns[1] == ["manifest.json ", "and ", "epochs/", "<n>/", "manifest.json"])
  }

  @Test func theColumnsOfATableAreThoseThatAreWritten() throws {
    let guides = DocumentGuide.all(of: [], corrections: [], log: nil, excerpts: [:])
    for (id, ruleset) in [("holders-v1", Ruleset.v1), ("holders-v2", .v2)] {
      let guide = try #require(guides.first { $0.id == id })
      let header = String(decoding: HoldersTable.text(of: [], under: ruleset).bytes, as: UTF8.self)
      #expect(header == guide.fields.map(\.name).joined(separator: ",") + "\n")
      #expect(guide.link.isEmpty)
    }
  }

  @Test func excerptsAreThoseOfTheSite() throws {
    let bytes = try #require(try Sample().views()["data/index.html"])
    let page = try #require(HTMLDocument(bytes))
    let excerpts = page.elements(named: "pre").map(\.text)
    #expect(excerpts.count == 3)
    #expect(excerpts[0].hasPrefix("{\n  \"format\": \"revshare-index-v1\","))
    #expect(excerpts[1].hasPrefix("{\n  \"format\": \"revshare-report-v1\","))
    #expect(
      excerpts[2].hasPrefix(
        "account,weight,share,paid\n0x0101010101010101010101010101010101010101,"
      )
    )
  }
}
