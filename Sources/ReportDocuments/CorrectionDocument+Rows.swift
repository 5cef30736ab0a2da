import DelimitedText

extension CorrectionDocument.Table {
  /// The fields of a listed row.
  ///
  /// - Parameters:
  ///   - row: One of ``removed`` or ``added``.
  ///   - columns: The names of the table's columns.
  /// - Returns: A field for each column; the row as it stands where it has others.
  public static func fields(of row: String, columns: [String]) -> [String] {
    let header = DelimitedWriter(columns: columns).bytes
    guard let table = try? DelimitedTable(parsing: header + Array(row.utf8)),
      table.rows.count == 1, table.rows[0].fields.count == columns.count
    else { return [row] }
    return table.rows[0].fields
  }
}
