import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/receipts.csv`: what the pools received, in canonical order.
public enum ReceiptsTable: Sendable {
  static let columns = ["time", "asset", "amount", "sender", "reference"]

  /// Writes the table.
  ///
  /// - Parameter receipts: The receipts, in canonical order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of receipts: [Receipt]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for receipt in receipts {
      writer.append([
        receipt.time.description, receipt.asset, receipt.amount.description,
        receipt.sender.description, receipt.reference,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The receipts, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func receipts(parsing bytes: [UInt8]) throws(DocumentError) -> [Receipt] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      Receipt(
        time: try row.time(0),
        asset: row.text(1),
        amount: try row.amount(2),
        sender: try row.account(3),
        reference: row.text(4)
      )
    }
  }
}
