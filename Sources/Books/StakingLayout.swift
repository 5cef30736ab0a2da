import ContractEvents
import DelimitedText
import Distribution
import EVMTypes

/// Where the columns of a staking ledger stand in its file.
struct StakingLayout {
  let mapping: StakingMapping
  let columnCount: Int
  let time: Int
  let amount: Int
  let account: Int
  /// `nil` where all rows have the same action.
  let action: Int?
  /// The column of the sequence, or those of block and log.
  let sequence: [Int]
  let references: [Int]
  let filters: [(column: Int, values: [String])]
  let form: DecimalAmount
}

extension LedgerReader {
  /// Finds the columns of a staking ledger; logs those that are not there.
  func layout(_ staking: StakingMapping, token: Token) -> StakingLayout? {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = mapping.referenceColumns.map(column)
    let account = column(staking.accountColumn)
    let action = column(of: staking.action)
    let sequence = staking.sequenceColumns.map(column)
    guard let time, let amount, let account, let action, !sequence.contains(nil),
      let filters = filterColumns()
    else { return nil }
    let columns = references.compactMap { $0 }
    guard columns.count == references.count else { return nil }
    return StakingLayout(
      mapping: staking,
      columnCount: table.columns.count,
      time: time,
      amount: amount,
      account: account,
      action: action,
      sequence: sequence.compactMap { $0 },
      references: columns,
      filters: filters,
      form: DecimalAmount(
        decimals: token.decimals,
        symbol: token.symbol,
        isBaseUnits: mapping.isBaseUnits,
        allowsSeparators: mapping.allowsSeparators,
        allowsNegative: false
      )
    )
  }

  /// Reads a row; logs what is wrong with it.
  ///
  /// A row that the filters drop gives no event either.
  func event(_ row: DelimitedRow, _ layout: StakingLayout) -> StakeEvent? {
    guard isKept(row, layout.filters) else { return nil }
    let when = read(row, layout.time, mapping.timePattern.time)
    let address = read(row, layout.account, Self.account)
    let name = value(
      row,
      layout.mapping.action,
      layout.action,
      among: StakeEvent.Action.allCases.map(\.rawValue),
      name: "action"
    )
    let sum = read(row, layout.amount, layout.form.amount)
    let reference = reference(row, layout.references)
    let place: UInt64?? = sequence(row, layout.sequence)
    guard let when, let address, let name, let action = StakeEvent.Action(rawValue: name), let sum,
      let reference, let place
    else { return nil }
    return StakeEvent(
      time: when,
      sequence: place,
      action: action,
      account: address,
      amount: sum.magnitude,
      reference: reference
    )
  }

  static func account(_ text: String) throws(TextFact) -> Address {
    do {
      return try Address(text: text.utf8)
    } catch {
      throw TextFact(error.description)
    }
  }

  /// The number that orders the events of one second; `nil` inside where the row has none.
  private func sequence(_ row: DelimitedRow, _ columns: [Int]) -> UInt64?? {
    guard let first = columns.first else { return .some(nil) }
    guard columns.count == 2 else { return read(row, first, Self.sequence) }
    let block = read(row, columns[0], Self.sequence)
    let log = read(row, columns[1], Self.sequence)
    guard let block, let log else { return nil }
    guard let block, let log, let sequence = EventSource.sequence(ofLog: log, inBlock: block) else {
      problem(
        row.line,
        table.columns[columns[1]],
        "expected a block below 2^40 and a log below 1,000,000"
      )
      return nil
    }
    return .some(sequence)
  }

  private static func sequence(_ text: String) throws(TextFact) -> UInt64? {
    if text.isEmpty { return nil }
    guard let number = UInt256(digits: text.utf8, after: .zero)?.asUInt64 else {
      throw "expected a whole number or nothing"
    }
    return number
  }
}
