import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/returned.csv`: what expired claims gave back, in canonical order.
public enum ReturnedTable: Sendable {
  static let columns = ["time", "asset", "amount", "epoch", "reference", "note"]

  /// Writes the table.
  ///
  /// - Parameter rows: The rows, in canonical order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of rows: [ReturnedAmount]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for row in rows {
      writer.append([
        row.time.description, row.asset, row.amount.description, "\(row.epoch)", row.reference,
        row.note,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The rows, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func rows(parsing bytes: [UInt8]) throws(DocumentError) -> [ReturnedAmount] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      ReturnedAmount(
        time: try row.time(0),
        asset: row.text(1),
        amount: try row.amount(2),
        epoch: try row.epoch(3),
        reference: row.text(4),
        note: row.text(5)
      )
    }
  }
}
