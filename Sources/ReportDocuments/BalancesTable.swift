import DelimitedText
public import Distribution
import EVMTypes
public import FileStore
public import TextChunks

/// `inputs/opening-balances.csv`: what accounts bring along, by payout asset, then by account.
public enum BalancesTable: Sendable {
  static let columns = ["asset", "account", "accrued", "claimed"]

  /// Writes the table.
  ///
  /// - Parameter balances: The balances, in canonical order.
  /// - Returns: The table; amounts are base units.
  public static func text(of balances: [AccountBalance]) -> ChunkedText {
    AccountRows { balances[$0].account }.text(columns: columns, count: balances.count) {
      place,
      upperCase,
      text in
      let balance = balances[place]
      // An identifier: nothing in it needs quotes.
      text.append(balance.asset)
      text.append(",")
      text.append(balance.account, upperCase: upperCase)
      text.append(",")
      text.append(balance.accrued)
      text.append(",")
      text.append(balance.claimed)
    }
  }

  /// Reads the table.
  ///
  /// - Parameter file: The table.
  /// - Returns: The balances, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func balances(
    parsing file: any OpenFile
  ) throws(DocumentError) -> [AccountBalance] {
    try TableReader(parsing: file, columns: columns).map { row throws(DocumentError) in
      AccountBalance(
        asset: row.text(0),
        account: try row.account(1),
        accrued: try row.signedAmount(2),
        claimed: try row.amount(3)
      )
    }
  }
}
