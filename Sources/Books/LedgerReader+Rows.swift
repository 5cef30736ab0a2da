import DelimitedText
import Distribution

extension LedgerReader {
  /// The rows of a revenue ledger.
  func entries(_ revenue: RevenueMapping, settings: BookSettings) -> [Booked<RevenueEntry>] {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = mapping.referenceColumns.map(column)
    let stream = column(of: revenue.stream)
    let asset: Int?? = revenue.asset.map(column(of:)) ?? .some(nil)
    let note = revenue.noteColumn.map(column)
    guard let time, let amount, let stream, let asset, note == nil || note != .some(nil),
      let rows = keptRows()
    else { return [] }
    let columns = references.compactMap { $0 }
    guard columns.count == references.count else { return [] }
    let form = DecimalAmount(
      decimals: settings.payout.token.decimals,
      symbol: settings.payout.token.symbol,
      isBaseUnits: mapping.isBaseUnits,
      allowsSeparators: mapping.allowsSeparators,
      allowsNegative: true
    )
    return rows.compactMap { row in
      let when = read(row, time, mapping.timePattern.time)
      let stream = value(
        row,
        revenue.stream,
        stream,
        among: settings.streams.map(\.id),
        name: "stream"
      )
      let isPayout = revenue.asset.map { isPayoutAsset(row, $0, asset, settings: settings) } ?? true
      let sum = read(row, amount, form.amount)
      let reference = reference(row, columns)
      let remark = note.map { $0.map { text(row, $0) } ?? nil } ?? ""
      guard let when, let stream, isPayout, let sum, let reference, let remark else { return nil }
      let entry = RevenueEntry(
        time: when,
        stream: stream,
        amount: sum,
        reference: reference,
        note: remark
      )
      return Booked(row: entry, mapping: mapping, line: row.line)
    }
  }

  private func isPayoutAsset(
    _ row: DelimitedRow,
    _ source: LedgerMapping.Source,
    _ column: Int?,
    settings: BookSettings
  ) -> Bool {
    let name = value(row, source, column, among: settings.assets.map(\.id), name: "asset")
    guard let name else { return false }
    guard name != settings.payout.id else { return true }
    let columnName = column.map { table.columns[$0] }
    problem(
      row.line,
      columnName,
      "an entry in \(name); entries can only be in the payout asset \(settings.payout.id)"
    )
    return false
  }
}
