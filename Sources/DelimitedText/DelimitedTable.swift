/// A CSV file with a header row.
///
/// A byte order mark at the start and CRLF line ends are accepted, empty lines are passed over.
///
/// - Source: RFC 4180.
public struct DelimitedTable: Sendable, Hashable {
  /// The columns' names, distinct.
  public let columns: [String]
  /// The rows that could be read, in the order of the file.
  public let rows: [DelimitedRow]
  /// What is wrong with other rows, in the order of the file.
  public let errors: [DelimitedTextError]

  /// Reads a file to its end, past rows that cannot be read.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``DelimitedTextError`` when the header cannot be read, or the file is too large.
  public init(parsing bytes: [UInt8]) throws(DelimitedTextError) {
    guard bytes.count <= 2_000_000_000 else {
      throw DelimitedTextError(fact: .fileTooLarge, line: 1)
    }
    var scanner = DelimitedScanner(bytes)
    guard let header = scanner.next() else { throw DelimitedTextError(fact: .noHeader, line: 1) }
    let columns = try header.get().fields
    var seen: Set<[UInt8]> = []
    for column in columns where !seen.insert([UInt8](column.utf8)).inserted {
      throw DelimitedTextError(fact: .repeatedColumn(column), line: 1)
    }
    var rows: [DelimitedRow] = []
    var errors: [DelimitedTextError] = []
    while let result = scanner.next() {
      switch result {
      case .failure(let error):
        // A field beyond the header's is at fault without a name.
        let field = error.field.flatMap { columns.indices.contains($0) ? $0 : nil }
        errors.append(DelimitedTextError(fact: error.fact, line: error.line, field: field))
      case .success(let row) where row.fields.count != columns.count:
        errors.append(
          DelimitedTextError(
            fact: .wrongFieldCount(expected: columns.count, found: row.fields.count),
            line: row.line
          )
        )
      case .success(let row): rows.append(row)
      }
    }
    self.columns = columns
    self.rows = rows
    self.errors = errors
  }

  /// The place of a column.
  ///
  /// - Parameter name: The column's name, compared byte by byte.
  /// - Returns: Its place from 0, or `nil`.
  public func index(ofColumn name: String) -> Int? {
    columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }
}
