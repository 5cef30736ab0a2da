import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/adjustments.csv`: what corrections of earlier epochs add, in canonical order.
public enum AdjustmentsTable: Sendable {
  static let columns = ["time", "asset", "account", "amount", "epoch", "reference", "note"]

  /// Writes the table.
  ///
  /// - Parameter rows: The rows, in canonical order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of rows: [Adjustment]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for row in rows {
      writer.append([
        row.time.description, row.asset, row.account.description, row.amount.description,
        "\(row.epoch)", row.reference, row.note,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The rows, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func rows(parsing bytes: [UInt8]) throws(DocumentError) -> [Adjustment] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      Adjustment(
        time: try row.time(0),
        asset: row.text(1),
        account: try row.account(2),
        amount: try row.signedAmount(3),
        epoch: try row.epoch(4),
        reference: row.text(5),
        note: row.text(6)
      )
    }
  }
}
