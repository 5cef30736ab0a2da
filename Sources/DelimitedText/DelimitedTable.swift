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
    var reader = try DelimitedRows(parsing: bytes)
    var rows: [DelimitedRow] = []
    var errors: [DelimitedTextError] = []
    while let result = reader.next() {
      switch result {
      case .success(let row): rows.append(row)
      case .failure(let error): errors.append(error)
      }
    }
    self.columns = reader.columns
    self.rows = rows
    self.errors = errors
  }

  /// Takes the columns of a file whose rows are read one at a time.
  ///
  /// - Parameter rows: The rows; the table has none of them.
  public init(header rows: DelimitedRows) {
    self.columns = rows.columns
    self.rows = []
    self.errors = []
  }

  /// The place of a column.
  ///
  /// - Parameter name: The column's name, compared byte by byte.
  /// - Returns: Its place from 0, or `nil`.
  public func index(ofColumn name: String) -> Int? {
    columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }
}
