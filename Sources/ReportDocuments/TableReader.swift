import DelimitedText
import Distribution

/// Reads a published table: exactly these columns, every row well-formed.
///
/// Rows of printable ASCII without quotes are read from the file's bytes, without a text for each field. Where a row is
/// anything else, or wrong, all of them are read again as texts, which says what is wrong and where.
struct TableReader {
  private let bytes: [UInt8]
  private let columns: [String]
  /// Where the rows begin.
  private let start: Int

  init(parsing bytes: [UInt8], columns: [String]) throws(DocumentError) {
    let rows: DelimitedRows
    do {
      rows = try DelimitedRows(parsing: bytes)
    } catch {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
    guard rows.columns == columns else {
      throw DocumentError(at: "line 1", "expected the columns \(columns.joined(separator: ","))")
    }
    self.bytes = bytes
    self.columns = columns
    self.start = rows.offset
  }

  /// Each row, converted.
  func map<Row>(
    _ convert: (TableRow) throws(DocumentError) -> Row
  ) throws(DocumentError) -> [Row] {
    try collect([]) { rows, row throws(DocumentError) in rows.append(try convert(row)) }
  }

  /// Takes the rows one after the other.
  ///
  /// - Parameters:
  ///   - nothing: What there is before the first row.
  ///   - take: Takes a row.
  /// - Returns: What there is after the last one.
  /// - Throws: `DocumentError`, also what `take` throws.
  func collect<Rows>(
    _ nothing: Rows,
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) throws(DocumentError) -> Rows {
    if let rows = plainRows(nothing, take) { return rows }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(parsing: bytes)
    } catch {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
    if let error = table.errors.first {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
    var rows = nothing
    for row in table.rows { try take(&rows, TableRow(row, columns: columns)) }
    return rows
  }

  /// `nil` where a row has to be read as text.
  private func plainRows<Rows>(
    _ nothing: Rows,
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) -> Rows? {
    var rows = nothing
    var scanner = PlainRowScanner(bytes, start..<bytes.count)
    while true {
      switch scanner.next() {
      case .end: return rows
      case .notPlain: return nil
      case .row:
        // Which row is too long is for the careful reader to say.
        guard scanner.fields.count == columns.count,
          scanner.fields[columns.count - 1].upperBound - scanner.fields[0].lowerBound
            < DelimitedRows.rowByteCount / 2
        else { return nil }
        do {
          // Its line does not matter: what is wrong is said by the careful reader.
          try take(&rows, TableRow(bytes, scanner.fields, line: 0, columns: columns))
        } catch {
          return nil
        }
      }
    }
  }
}
