import DelimitedText
import TestSupport
import Testing

@Suite struct DelimitedTableTests {
  typealias Fact = DelimitedTextError.Fact

  @Test(
    "Fields",
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]]),
      ("a,b\n1,2", [["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["1", "2"]]),
      ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
      ("\n\r\n\na,b\n\n1,2\n\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
      ("a,b\n", []), ("a,b", []),
      ("a,b\n,\n", [["", ""]]),
      ("a,b\n 1 ,\t2\n", [[" 1 ", "\t2"]]),
      ("a,b\n\"1\",\"2\"\n", [["1", "2"]]),
      ("a,b\n\"\",\"\"\n", [["", ""]]),
      ("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", [["x,y", "say \"hi\""]]),
      ("a,b\n\"x\ny\",\"x\r\ny\"\r\n", [["x\ny", "x\ny"]]),
      ("a,b\n\"\"\"\",\"\n\"", [["\"", "\n"]]),
      ("a,b\né,😀\n", [["é", "😀"]]),
      ("a;b,c\n1;2,3\n", [["1;2", "3"]]),
    ] as [(String, [[String]])]
  )
  func fields(text: String, rows: [[String]]) throws {
    let table = try DelimitedTable(parsing: [UInt8](text.utf8))
    #expect(table.rows.map(\.fields) == rows)
    #expect(table.errors.isEmpty)
  }

  @Test func linesAreThoseOfTheFile() throws {
    let text = "\na,b\n\"1\n\n\",2\n\n3,4\r\n\"5\",\"6\n\"\n7,8"
    let table = try DelimitedTable(parsing: [UInt8](text.utf8))
    #expect(table.rows.map(\.line) == [3, 7, 8, 10])
    #expect(table.index(ofColumn: "b") == 1)
    #expect(table.index(ofColumn: "B") == nil)
  }

  @Test(
    "Rows that do not read are named, and the others are read",
    arguments: [
      ("1\n", Fact.wrongFieldCount(expected: 2, found: 1), nil),
      ("1,2,3\n", .wrongFieldCount(expected: 2, found: 3), nil),
      ("\"1,2\n", .unclosedQuote, nil),
      ("1,\"2\n", .unclosedQuote, nil),
      ("1,2\"\n", .strayQuote, nil),
      ("\"1\"x,2\n", .strayQuote, nil),
      ("\"1\" ,2\n", .strayQuote, nil),
      ("1\0,2\n", .controlCharacter(0), 0),
      ("1,\u{1}\n", .controlCharacter(1), 1),
      ("1,\u{7F}\n", .controlCharacter(0x7F), 1),
      ("1,\"\u{B}\"\n", .controlCharacter(0xB), 1),
      ("1\r2,3\n", .controlCharacter(0xD), 0),
    ] as [(String, Fact, Int?)]
  )
  func brokenRow(row: String, fact: Fact, field: Int?) throws {
    let text = "a,b\nfirst,row\n\(row)last,row\n"
    let table = try DelimitedTable(parsing: [UInt8](text.utf8))
    #expect(table.errors.map(\.fact) == [fact])
    #expect(table.errors.map(\.line) == [3])
    #expect(table.errors.map(\.field) == [field])
    #expect(table.rows.map(\.fields) == [["first", "row"], ["last", "row"]])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test("Bytes that are not UTF-8 are refused with their field", arguments: [0, 1, 2])
  func invalidUTF8(field: Int) throws {
    var fields: [[UInt8]] = [[0x31], [0x32], [0x33]]
    fields[field] = [0x41, 0xC0, 0xAF]
    let bytes = [UInt8]("a,b,c\n".utf8) + Array(fields.joined(separator: [UInt8(ascii: ",")]))
    let table = try DelimitedTable(parsing: bytes)
    #expect(table.errors.map(\.fact) == [.invalidUTF8])
    #expect(table.errors.map(\.field) == [field])
  }

  @Test(
    "A header that does not read throws",
    arguments: [
      ("", Fact.noHeader), ("\n\r\n\n", .noHeader), ("\u{FEFF}", .noHeader),
      ("a,b,a\n1,2,3\n", .repeatedColumn("a")), (",\n", .repeatedColumn("")),
      ("\"a\n1,2\n", .unclosedQuote), ("a\0,b\n", .controlCharacter(0)), ("a\",b\n", .strayQuote),
    ] as [(String, Fact)]
  )
  func brokenHeader(text: String, fact: Fact) {
    let error = #expect(throws: DelimitedTextError.self) {
      try DelimitedTable(parsing: [UInt8](text.utf8))
    }
    #expect(error?.fact == fact)
  }

  @Test("A row of over 1 MB is refused and the next one read", arguments: ["", "\""])
  func longRow(quote: String) throws {
    let long = quote + String(repeating: "x", count: 10_000_000) + quote
    let text = "a,b\n1,\(long)\n3,4\n"
    let table = try DelimitedTable(parsing: [UInt8](text.utf8))
    #expect(table.errors.map(\.fact) == [.lineTooLong])
    #expect(table.errors.map(\.line) == [2])
    #expect(table.rows.map(\.fields) == [["3", "4"]])
  }

  @Test func rowOfAlmostOneMegabyteIsRead() throws {
    let long = String(repeating: "x", count: 999_000)
    let table = try DelimitedTable(parsing: [UInt8]("a\n\(long)\n".utf8))
    #expect(table.rows.map(\.fields) == [[long]])
  }

  @Test func everyLineAfterAnUnclosedQuoteIsReadAgain() throws {
    let text = "a,b\n1,\"2\n3,4\n5,\"6\n7,8\n"
    let table = try DelimitedTable(parsing: [UInt8](text.utf8))
    // The quote of line 2 ends in line 4, where a 6 follows it; the quote of line 4 never ends.
    #expect(table.errors.map(\.line).contains(4))
    #expect(table.rows.map(\.fields) == [["3", "4"], ["7", "8"]])
  }
}

@Suite struct DelimitedWriterTests {
  @Test(
    "Only what needs quotes has them",
    arguments: [
      (["a", "b"], "a,b\n"), (["", ""], ",\n"), ([" a ", "b;c"], " a ,b;c\n"),
      (["a,b", "c"], "\"a,b\",c\n"), (["say \"hi\""], "\"say \"\"hi\"\"\"\n"),
      (["a\nb", "a\rb"], "\"a\nb\",\"a\rb\"\n"), (["'a'", "=1+1"], "'a',=1+1\n"),
    ] as [([String], String)]
  )
  func bytes(fields: [String], text: String) {
    #expect(String(decoding: DelimitedWriter(columns: fields).bytes, as: UTF8.self) == text)
  }

  @Test("What is written reads back", arguments: 0..<100)
  func roundTrip(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = [",", "\"", "\n", "a", "é", " ", "\t", "", "\u{301}", "😀", ";", "'"]
    let field = { (generator: inout SeededGenerator) in
      (0..<5).compactMap { _ in alphabet.randomElement(using: &generator) }.joined()
    }
    let rows = (0..<20).map { _ in ["x" + field(&generator), field(&generator), field(&generator)] }
    var writer = DelimitedWriter(columns: ["a", "b", "c"])
    for row in rows { writer.append(row) }
    let table = try DelimitedTable(parsing: writer.bytes)
    #expect(table.errors.isEmpty)
    #expect(
      table.rows.map { $0.fields.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }
    )
  }
}
