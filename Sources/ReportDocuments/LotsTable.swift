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
  public static func text(of lots: StakeLots) -> ChunkedText {
    AccountRows { lots.account($0) }.text(columns: columns, count: lots.count) {
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
  public static func lots(parsing file: any OpenFile) throws(DocumentError) -> StakeLots {
    try TableReader(parsing: file, columns: columns).collectParts(StakeLots()) {
      $0.reserveCapacity($0.count * $1.0 / $1.1)
    } join: { lots, part in
      lots.append(contentsOf: part)
    } take: { lots, row throws(DocumentError) in
      lots.append(
        Lot(account: try row.account(0), start: try row.time(1), amount: try row.amount(2))
      )
    }
  }
}
