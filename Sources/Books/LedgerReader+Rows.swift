import DelimitedText
import Distribution
import EVMTypes

extension LedgerReader {
  /// The rows of a staking ledger.
  func events(_ staking: StakingMapping, token: Token) -> [Booked<StakeEvent>] {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = mapping.referenceColumns.map(column)
    let account = column(staking.accountColumn)
    let action = column(of: staking.action)
    let sequence = staking.sequenceColumn.map(column)
    guard let time, let amount, let account, let action, sequence == nil || sequence != .some(nil),
      let rows = keptRows()
    else { return [] }
    let columns = references.compactMap { $0 }
    guard columns.count == references.count else { return [] }
    let form = DecimalAmount(
      decimals: token.decimals,
      symbol: token.symbol,
      isBaseUnits: mapping.isBaseUnits,
      allowsSeparators: mapping.allowsSeparators,
      allowsNegative: false
    )
    return rows.compactMap { row in
      let when = read(row, time, mapping.timePattern.time)
      let address = read(row, account, Self.account)
      let name = value(
        row,
        staking.action,
        action,
        among: StakeEvent.Action.allCases.map(\.rawValue),
        name: "action"
      )
      let sum = read(row, amount, form.amount)
      let reference = reference(row, columns)
      let place: UInt64?? =
        sequence.map { $0.map { read(row, $0, Self.sequence) } ?? nil } ?? .some(nil)
      guard let when, let address, let name, let action = StakeEvent.Action(rawValue: name),
        let sum,
        let reference, let place
      else { return nil }
      let event = StakeEvent(
        time: when,
        sequence: place,
        action: action,
        account: address,
        amount: sum.magnitude,
        reference: reference
      )
      return Booked(row: event, mapping: mapping, line: row.line)
    }
  }

  static func account(_ text: String) throws(TextFact) -> Address {
    do {
      return try Address(text: text.utf8)
    } catch {
      throw TextFact(error.description)
    }
  }

  private static func sequence(_ text: String) throws(TextFact) -> UInt64? {
    if text.isEmpty { return nil }
    guard let number = UInt256(digits: text.utf8, after: .zero)?.asUInt64 else {
      throw "expected a whole number or nothing"
    }
    return number
  }
}
