import DelimitedText
public import Distribution
import EVMTypes

/// `<asset>/holders.csv`: the weight and share of every holder, in account order.
public enum HoldersTable: Sendable {
  static let columns = ["account", "weight", "share", "paid"]

  /// Writes the table.
  ///
  /// - Parameter holders: The holders, in account order.
  /// - Returns: The table's bytes.
  public static func bytes(of holders: [HolderShare]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for holder in holders {
      writer.append([
        holder.account.description, holder.weight.description, holder.share.description,
        holder.paid.description,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The holders, in the order of the table, without their stakes.
  /// - Throws: ``DocumentError``.
  public static func holders(parsing bytes: [UInt8]) throws(DocumentError) -> [HolderShare] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      HolderShare(
        account: try row.account(0),
        weight: try row.amount(1),
        share: try row.amount(2),
        paid: try row.amount(3),
        stakes: []
      )
    }
  }
}
