import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/opening-balances.csv`: what accounts bring along, by payout asset, then by account.
public enum BalancesTable: Sendable {
  static let columns = ["asset", "account", "accrued", "claimed"]

  /// Writes the table.
  ///
  /// - Parameter balances: The balances, in canonical order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of balances: [AccountBalance]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for balance in balances {
      writer.append([
        balance.asset, balance.account.description, balance.accrued.description,
        balance.claimed.description,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The balances, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func balances(parsing bytes: [UInt8]) throws(DocumentError) -> [AccountBalance] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      AccountBalance(
        asset: row.text(0),
        account: try row.account(1),
        accrued: try row.signedAmount(2),
        claimed: try row.amount(3)
      )
    }
  }
}
