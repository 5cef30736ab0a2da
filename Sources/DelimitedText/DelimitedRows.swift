/// The rows of a CSV file with a header row, one at a time.
///
/// A byte order mark at the start and CRLF line ends are accepted, empty lines are passed over.
///
/// - Source: RFC 4180.
public struct DelimitedRows: Sendable {
  /// The columns' names, distinct.
  public let columns: [String]
  /// Where the rows begin.
  public let offset: Int
  private var scanner: DelimitedScanner

  /// Reads the header of a whole file.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``DelimitedTextError`` when the header cannot be read, or the file is too large.
  public init(parsing bytes: [UInt8]) throws(DelimitedTextError) {
    try self.init(from: TextWindow(bytes))
  }

  /// Reads the header of a file that may not be in memory as a whole.
  ///
  /// - Parameter window: The file's beginning, with a row and more if it is not all of it: ``rowByteCount``.
  /// - Throws: ``DelimitedTextError`` when the header cannot be read, or the window is too large.
  public init(from window: TextWindow) throws(DelimitedTextError) {
    guard window.end <= 2_000_000_000 else {
      throw DelimitedTextError(fact: .fileTooLarge, line: 1)
    }
    var scanner = DelimitedScanner(window)
    guard let header = scanner.next() else { throw DelimitedTextError(fact: .noHeader, line: 1) }
    let columns = try header.get().fields
    var seen: Set<[UInt8]> = []
    for column in columns where !seen.insert([UInt8](column.utf8)).inserted {
      throw DelimitedTextError(fact: .repeatedColumn(column), line: 1)
    }
    self.columns = columns
    self.offset = scanner.window.position
    self.scanner = scanner
  }

  /// How many bytes have to be in the window for any row to be read, or found too long.
  public static let rowByteCount = DelimitedScanner.rowByteLimit + 8

  /// The text, from where the next row begins, or an empty line before it.
  public var window: TextWindow {
    _read { yield scanner.window }
    _modify { yield &scanner.window }
  }

  /// The line there, from 1.
  public var line: Int {
    get { scanner.line }
    set { scanner.line = newValue }
  }

  /// Passes over empty lines.
  public mutating func skipEmptyLines() {
    scanner.skipEmptyLines()
  }

  /// Reads the next row, or what is wrong with it.
  ///
  /// - Returns: `nil` at the end of the file.
  public mutating func next() -> Result<DelimitedRow, DelimitedTextError>? {
    switch scanner.next() {
    case nil: return nil
    case .failure(let error):
      // A field beyond the header's is at fault without a name.
      let field = error.field.flatMap { columns.indices.contains($0) ? $0 : nil }
      return .failure(DelimitedTextError(fact: error.fact, line: error.line, field: field))
    case .success(let row) where row.fields.count != columns.count:
      return .failure(
        DelimitedTextError(
          fact: .wrongFieldCount(expected: columns.count, found: row.fields.count),
          line: row.line
        )
      )
    case .success(let row): return .success(row)
    }
  }
}
