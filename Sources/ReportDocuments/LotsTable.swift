import DelimitedText
public import Distribution
import EVMTypes
public import FileStore
public import TextChunks

/// `inputs/opening-lots.csv`: the lots that stood when an epoch began.
public enum LotsTable: Sendable {
  static let columns = ["account", "start", "amount"]

  /// Writes the table.
  ///
  /// - Parameter lots: The lots, by account, then in the order in which they were staked.
  /// - Returns: The table; amounts are base units of the staked token.
  public static func text(of lots: [Lot]) -> ChunkedText {
    AccountRows { lots[$0].account }.text(columns: columns, count: lots.count) {
      place,
      upperCase,
      text in
      let lot = lots[place]
      text.append(lot.account, upperCase: upperCase)
      text.append(",")
      text.append(lot.start)
      text.append(",")
      text.append(lot.amount)
    }
  }

  /// Reads the table.
  ///
  /// - Parameter file: The table.
  /// - Returns: The lots, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func lots(parsing file: any OpenFile) throws(DocumentError) -> [Lot] {
    try TableReader(parsing: file, columns: columns).map { row throws(DocumentError) in
      Lot(account: try row.account(0), start: try row.time(1), amount: try row.amount(2))
    }
  }
}
