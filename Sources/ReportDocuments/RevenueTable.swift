import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/revenue.csv`: an epoch's revenue entries, in canonical order.
public enum RevenueTable: Sendable {
  static let columns = ["time", "stream", "amount", "reference", "note"]

  /// Writes the table.
  ///
  /// - Parameter entries: The entries, in canonical order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of entries: [RevenueEntry]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for entry in entries {
      writer.append([
        entry.time.description, entry.stream, entry.amount.description, entry.reference, entry.note,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The entries, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func entries(parsing bytes: [UInt8]) throws(DocumentError) -> [RevenueEntry] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      RevenueEntry(
        time: try row.time(0),
        stream: row.text(1),
        amount: try row.signedAmount(2),
        reference: row.text(3),
        note: row.text(4)
      )
    }
  }
}
