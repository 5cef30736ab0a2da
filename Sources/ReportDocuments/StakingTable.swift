import DelimitedText
public import Distribution
import EVMTypes
public import FileStore
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
    // Where accounts have few events, most of them can be those of other epochs.
    let rows =
      events.count < 2 * events.accounts.count
      ? AccountRows { events.account($0) }
      : AccountRows(of: events.accounts) { events.accountNumber($0) }
    return rows.text(columns: columns, count: events.count) { place, upperCase, text in
      let event = events.row(place)
      text.append(event.time)
      text.append(",")
      if let sequence = event.sequence { text.append(UInt256(sequence)) }
      text.append(event.action == .stake ? ",stake," : ",unstake,")
      text.append(event.account, upperCase: upperCase)
      text.append(",")
      text.append(event.amount)
      text.append(",")
      events.withReference(place) { text.append(field: $0) }
    }
  }

  /// Reads the table.
  ///
  /// - Parameter file: The table.
  /// - Returns: The events, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func events(parsing file: any OpenFile) throws(DocumentError) -> StakeEvents {
    let table = TableReader(parsing: file, columns: columns)
    // Whether an account's letters have the right cases is asked of all accounts together, each once.
    if let columns = plainEvents(of: table),
      columns.allWrittenCases({ AccountChecksums.upperCases(of: $0) == $1 })
    {
      return StakeEvents(columns)
    }
    return StakeEvents(
      try table.collectCarefully(StakeEventColumns()) { columns, row throws(DocumentError) in
        columns.append(try event(row))
      }
    )
  }

  /// The event of a row.
  static func event(_ row: TableRow) throws(DocumentError) -> StakeEvent {
    let account = try row.account(accountColumn)
    let action = try action(row)
    return StakeEvent(
      time: try row.time(0),
      sequence: try sequence(row),
      action: action,
      account: account,
      amount: try row.amount(4),
      reference: row.text(5)
    )
  }

  /// The events of plain rows; `nil` where one has to be read as text.
  private static func plainEvents(of table: TableReader) -> StakeEventColumns? {
    var block = StakeEventBlock()
    let columns = table.collectPlain(StakeEventColumns()) {
      $0.reserve(after: 0, ratio: $1)
    } _: { columns, row throws(DocumentError) in
      // Larger amounts, which no token has, are left to the careful reader.
      guard let amount = try row.amount(4).low128 else { throw row.error(4, "wide") }
      if !block.hasRoom(forReferenceOf: row.byteCount(5)) { columns.append(&block) }
      guard block.hasRoom(forReferenceOf: row.byteCount(5)) else { throw row.error(5, "long") }
      let (account, upperCase) = try row.uncheckedAccount(accountColumn)
      row.appendReference(5, to: &block)
      block.append(
        time: try row.time(0),
        sequence: try sequence(row),
        action: try action(row),
        account: account,
        upperCase: upperCase,
        amount: amount
      )
    }
    guard var columns else { return nil }
    columns.append(&block)
    return columns
  }

  private static func sequence(_ row: TableRow) throws(DocumentError) -> UInt64? {
    row.isEmpty(1) ? nil : try row.count(1)
  }

  private static func action(_ row: TableRow) throws(DocumentError) -> StakeEvent.Action {
    if row.isText(2, "stake") { return .stake }
    guard row.isText(2, "unstake") else { throw row.error(2, "expected stake or unstake") }
    return .unstake
  }
}
