import FuzzChecks
import DelimitedText
import ForeignDistributions
import MerkleClaims

/// Tables of claims: plain and quoted rows are the same claims.
@main enum FuzzClaimsTable: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    if let table = try? DelimitedTable(parsing: bytes) { checkWriting(table) }
    let table = claims(bytes)
    if let quoted = quoted(bytes) {
      precondition(claims(quoted)?.columns == table?.columns, "quoted rows are the same claims")
    }
    guard let table else { return }
    for row in 0..<min(table.columns.count, 16) { _ = table.place(ofClaim: row) }
    checkVerdicts(on: ForeignDistribution(table), choice: bytes.count)
  }
}

private func claims(_ bytes: [UInt8]) -> ClaimsTable? {
  do {
    return try ClaimsTable(parsing: bytes)
  } catch {
    _ = error.description
    return nil
  }
}

/// What is written of a table is the same table.
private func checkWriting(_ table: DelimitedTable) {
  for error in table.errors { _ = error.description }
  // A row of one empty field is written as an empty line, which is passed over; a byte order mark that begins
  // a name, which only an empty line before it allows, as the file's.
  guard table.columns != [""], table.columns[0].unicodeScalars.first != "\u{FEFF}" else { return }
  let rows = table.rows.map(\.fields).filter { $0 != [""] }
  var writer = DelimitedWriter(columns: table.columns)
  for row in rows { writer.append(row) }
  guard let again = try? DelimitedTable(parsing: writer.bytes) else {
    preconditionFailure("what was written can be read")
  }
  precondition(again.columns == table.columns, "what was written has the same columns")
  precondition(again.rows.map(\.fields) == rows, "what was written has the same rows")
  precondition(again.errors.isEmpty, "what was written has no errors")
}

/// The table with quotes around each field, where it is plain throughout.
private func quoted(_ bytes: [UInt8]) -> [UInt8]? {
  guard let rows = try? DelimitedRows(parsing: bytes), rows.offset <= bytes.count else {
    return nil
  }
  var quoted = Array(bytes[..<rows.offset])
  if let last = quoted.last, last != UInt8(ascii: "\n") { return nil }
  var scanner = PlainRowScanner(bytes, rows.offset..<bytes.count)
  while true {
    switch scanner.next() {
    case .end: return quoted
    case .notPlain: return nil
    case .row:
      for (place, field) in scanner.fields.enumerated() {
        if place > 0 { quoted.append(UInt8(ascii: ",")) }
        quoted += [UInt8(ascii: "\"")] + bytes[field] + [UInt8(ascii: "\"")]
      }
      quoted.append(UInt8(ascii: "\n"))
    }
  }
}
