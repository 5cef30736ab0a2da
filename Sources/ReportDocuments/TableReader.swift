import DelimitedText
import Distribution
import EVMTypes

/// Reads a published table: exactly these columns, every row well-formed.
struct TableReader {
  private let table: DelimitedTable

  init(parsing bytes: [UInt8], columns: [String]) throws(DocumentError) {
    do {
      self.table = try DelimitedTable(parsing: bytes)
    } catch {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
    guard table.columns == columns else {
      throw DocumentError(at: "line 1", "expected the columns \(columns.joined(separator: ","))")
    }
    if let error = table.errors.first {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
  }

  func map<Row>(
    _ convert: (TableRow) throws(DocumentError) -> Row
  ) throws(DocumentError) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(table.rows.count)
    for row in table.rows { rows.append(try convert(TableRow(row, columns: table.columns))) }
    return rows
  }
}

/// One row of a published table, read field by field.
struct TableRow {
  private let row: DelimitedRow
  private let columns: [String]

  init(_ row: DelimitedRow, columns: [String]) {
    self.row = row
    self.columns = columns
  }

  func text(_ column: Int) -> String { row.fields[column] }

  func time(_ column: Int) throws(DocumentError) -> Timestamp {
    guard let time = Timestamp(text: row.fields[column]) else { throw error(column, "not a time") }
    return time
  }

  func optionalTime(_ column: Int) throws(DocumentError) -> Timestamp? {
    row.fields[column].isEmpty ? nil : try time(column)
  }

  /// The number of an epoch.
  func epoch(_ column: Int) throws(DocumentError) -> Int {
    let count = try count(column)
    guard count <= 1 << 53 else { throw error(column, "too large") }
    return Int(count)
  }

  func account(_ column: Int) throws(DocumentError) -> Address {
    guard let account = try? Address(text: row.fields[column].utf8) else {
      throw error(column, "not an account")
    }
    return account
  }

  func amount(_ column: Int) throws(DocumentError) -> UInt256 {
    guard let amount = UInt256(decimal: row.fields[column].utf8) else {
      throw error(column, "expected decimal digits below 2^256")
    }
    return amount
  }

  func signedAmount(_ column: Int) throws(DocumentError) -> SignedAmount {
    let isNegative = row.fields[column].utf8.first == UInt8(ascii: "-")
    guard let magnitude = UInt256(decimal: row.fields[column].utf8.dropFirst(isNegative ? 1 : 0))
    else { throw error(column, "expected decimal digits, with a minus sign below zero") }
    return SignedAmount(magnitude, isNegative: isNegative)
  }

  func count(_ column: Int) throws(DocumentError) -> UInt64 {
    guard let count = try amount(column).asUInt64 else { throw error(column, "too large") }
    return count
  }

  func error(_ column: Int, _ fact: String) -> DocumentError {
    DocumentError(at: "line \(row.line), column \(columns[column])", fact)
  }
}
