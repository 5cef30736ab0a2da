import DelimitedText
public import Distribution
import EVMTypes
import MerkleClaims
public import TextChunks

/// `inputs/staking.csv`: an epoch's stake events, in canonical order.
public enum StakingTable: Sendable {
  static let columns = ["time", "sequence", "action", "account", "amount", "reference"]
  static let accountColumn = 3

  /// Writes the table.
  ///
  /// - Parameter events: The events, in canonical order.
  /// - Returns: The table; amounts are base units.
  public static func text(of events: StakeEvents) -> ChunkedText {
    AccountRows { events.account($0) }.text(columns: columns, count: events.count) {
      place,
      upperCase,
      text in
      let event = events.row(place)
      text.append(event.time)
      text.append(",")
      if let sequence = event.sequence { text.append(UInt256(sequence)) }
      text.append(event.action == .stake ? ",stake," : ",unstake,")
      text.append(event.account, upperCase: upperCase)
      text.append(",")
      text.append(event.amount)
      text.append(",")
      text.append(field: event.reference)
    }
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The events, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func events(parsing bytes: [UInt8]) throws(DocumentError) -> StakeEvents {
    let table = try TableReader(parsing: bytes, columns: columns)
    let columns = try table.collect(StakeEventColumns()) { columns, row throws(DocumentError) in
      // Whether its letters have the right cases is asked of all accounts together, each once.
      let (account, upperCase) = try row.uncheckedAccount(accountColumn)
      columns.append(try event(row, of: account), upperCase: upperCase)
    }
    if columns.allWrittenCases({ AccountChecksums.upperCases(of: $0) == $1 }) {
      return StakeEvents(columns)
    }
    return StakeEvents(
      try table.collect(StakeEventColumns()) { columns, row throws(DocumentError) in
        columns.append(try event(row, of: try row.account(accountColumn)))
      }
    )
  }

  static func event(
    _ row: TableRow,
    of account: Address
  ) throws(DocumentError) -> StakeEvent {
    guard let action = StakeEvent.Action(rawValue: row.text(2)) else {
      throw row.error(2, "expected stake or unstake")
    }
    return StakeEvent(
      time: try row.time(0),
      sequence: row.isEmpty(1) ? nil : try row.count(1),
      action: action,
      account: account,
      amount: try row.amount(4),
      reference: row.text(5)
    )
  }
}
