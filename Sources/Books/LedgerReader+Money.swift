import DelimitedText
import Distribution
import EVMTypes

// The rows of ledgers of money: revenue, rates, returned amounts and adjustments.

extension LedgerReader {
  /// The rows of a revenue ledger, not yet converted.
  func entries(_ revenue: RevenueMapping, settings: BookSettings) -> [Booked<RevenueEntry>] {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = referenceColumns
    let stream = column(of: revenue.stream)
    let asset = revenue.asset.map(column(of:)) ?? .some(nil)
    let adjusts = optionalColumn(revenue.adjustsColumn)
    let refunds = optionalColumn(revenue.refundsColumn)
    let note = optionalColumn(revenue.noteColumn)
    guard let time, let amount, let references, let stream, let asset, let adjusts, let refunds,
      let note, let rows = keptRows()
    else { return [] }
    let streams = settings.streams.map(\.id)
    let assets = settings.assets.map(\.asset)
    return rows.compactMap { row in
      let when = read(row, time, mapping.timePattern.time)
      let stream = value(row, revenue.stream, stream, among: streams, name: "stream")
      let token =
        revenue.asset == nil
        ? settings.payouts[0].asset : self.asset(row, revenue.asset, asset, among: assets)
      let sum = token.flatMap { read(row, amount, form(of: $0, allowsNegative: true).amount) }
      let adjusts: Int?? = adjusts.map { read(row, $0, Self.optionalEpoch) } ?? .some(nil)
      let refunds: String? = refunds.map { otherReference(row, $0) } ?? ""
      let reference = reference(row, references)
      let remark = note.map { text(row, $0, .note) } ?? ""
      guard let when, let stream, let token, let sum, let adjusts, let refunds, let reference,
        let remark
      else { return nil }
      let entry = RevenueEntry(
        time: when,
        stream: stream,
        asset: token.id,
        amount: sum,
        adjusts: adjusts,
        refunds: refunds.isEmpty ? nil : refunds,
        reference: reference,
        note: remark
      )
      return Booked(row: entry, mapping: mapping, line: row.line)
    }
  }

  /// The rows of a rates ledger.
  func rates(_ rates: RatesMapping, settings: BookSettings) -> [Booked<Rate>] {
    let time = column(mapping.timeColumn)
    let rate = column(mapping.amountColumn)
    let asset = column(of: rates.asset)
    let source = column(of: rates.source)
    guard let time, let rate, let asset, let source, let rows = keptRows() else { return [] }
    let first = settings.epochs.first?.epoch.number ?? 0
    let assets = settings.bookedAssets(in: first).filter { !$0.isPayout }.map(\.asset.id)
    return rows.compactMap { row in
      let when = read(row, time, mapping.timePattern.time)
      let asset = value(row, rates.asset, asset, among: assets, name: "asset with rates")
      let number = read(row, rate, exchangeRate)
      let source = source.map { text(row, $0, .source) } ?? rates.source.fixedText
      guard let when, let asset, let number, let source else { return nil }
      return Booked(
        row: Rate(time: when, asset: asset, rate: number, source: source),
        mapping: mapping,
        line: row.line
      )
    }
  }

  /// The rows of a ledger of returned amounts.
  func returned(_ returned: ReturnedMapping, settings: BookSettings) -> [Booked<ReturnedAmount>] {
    let epoch = column(returned.epochColumn)
    guard let common = payoutColumns(returned.asset, note: returned.noteColumn), let epoch,
      let rows = keptRows()
    else { return [] }
    return rows.compactMap { row in
      let read = payoutRow(row, returned.asset, common, settings, allowsNegative: false)
      let epoch = self.read(row, epoch, Self.epoch)
      guard let read, let epoch else { return nil }
      let amount = ReturnedAmount(
        time: read.time,
        asset: read.asset,
        amount: read.amount.magnitude,
        epoch: epoch,
        reference: read.reference,
        note: read.note
      )
      return Booked(row: amount, mapping: mapping, line: row.line)
    }
  }

  /// The rows of a ledger of adjustments.
  func adjustments(
    _ adjustments: AdjustmentsMapping,
    settings: BookSettings
  ) -> [Booked<Adjustment>] {
    let epoch = column(adjustments.epochColumn)
    let account = column(adjustments.accountColumn)
    guard let common = payoutColumns(adjustments.asset, note: adjustments.noteColumn), let epoch,
      let account, let rows = keptRows()
    else { return [] }
    return rows.compactMap { row in
      let read = payoutRow(row, adjustments.asset, common, settings, allowsNegative: true)
      let epoch = self.read(row, epoch, Self.epoch)
      let account = self.read(row, account, Self.account)
      guard let read, let epoch, let account else { return nil }
      let adjustment = Adjustment(
        time: read.time,
        asset: read.asset,
        account: account,
        amount: read.amount,
        epoch: epoch,
        reference: read.reference,
        note: read.note
      )
      return Booked(row: adjustment, mapping: mapping, line: row.line)
    }
  }

  /// The rows of a ledger of receipts.
  func receipts(_ receipts: ReceiptsMapping, settings: BookSettings) -> [Booked<Receipt>] {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = referenceColumns
    let sender = column(receipts.senderColumn)
    guard let asset = settings.assets.first(where: { $0.asset.id == receipts.asset })?.asset,
      let time, let amount, let references, let sender, let rows = keptRows()
    else { return [] }
    return rows.compactMap { row in
      let when = read(row, time, mapping.timePattern.time)
      let sum = read(row, amount, form(of: asset, allowsNegative: false).amount)
      let account = read(row, sender, Self.account)
      let reference = reference(row, references)
      // A transfer of nothing is no receipt: anybody can send one.
      guard let when, let sum, let account, let reference, sum != .zero else { return nil }
      let name = reference.lowercased()
      guard TransactionName.isReceipt(name) else {
        problem(
          row.line,
          mapping.referenceColumns.joined(separator: ", "),
          "a receipt is named by the transaction's hash and the log's number; map both columns"
        )
        return nil
      }
      let receipt = Receipt(
        time: when,
        asset: asset.id,
        amount: sum.magnitude,
        sender: account,
        reference: name
      )
      return Booked(row: receipt, mapping: mapping, line: row.line)
    }
  }

  // MARK: What rows in payout assets share

  private struct PayoutColumns {
    let time: Int
    let amount: Int
    let references: [Int]
    let asset: Int?
    let note: Int?
  }

  private struct PayoutRow {
    let time: Timestamp
    let asset: String
    let amount: SignedAmount
    let reference: String
    let note: String
  }

  private func payoutColumns(_ asset: LedgerMapping.Source?, note: String?) -> PayoutColumns? {
    let time = column(mapping.timeColumn)
    let amount = column(mapping.amountColumn)
    let references = referenceColumns
    let asset = asset.map(column(of:)) ?? .some(nil)
    let note = optionalColumn(note)
    guard let time, let amount, let references, let asset, let note else { return nil }
    return PayoutColumns(
      time: time,
      amount: amount,
      references: references,
      asset: asset,
      note: note
    )
  }

  private func payoutRow(
    _ row: DelimitedRow,
    _ source: LedgerMapping.Source?,
    _ columns: PayoutColumns,
    _ settings: BookSettings,
    allowsNegative: Bool
  ) -> PayoutRow? {
    let when = read(row, columns.time, mapping.timePattern.time)
    let asset = self.asset(row, source, columns.asset, among: settings.payouts.map(\.asset))
    let amount = asset.flatMap { asset in
      read(row, columns.amount) { text throws(TextFact) in
        let amount = try form(of: asset, allowsNegative: allowsNegative).amount(text)
        guard amount != .zero else { throw "an amount of nothing; remove the row" }
        return amount
      }
    }
    let reference = reference(row, columns.references)
    let note = columns.note.map { text(row, $0, .note) } ?? ""
    guard let when, let asset, let amount, let reference, let note else { return nil }
    return PayoutRow(
      time: when,
      asset: asset.id,
      amount: amount,
      reference: reference,
      note: note
    )
  }

  // MARK: Fields

  private var referenceColumns: [Int]? {
    let columns = mapping.referenceColumns.map(column)
    return columns.contains(nil) ? nil : columns.compactMap { $0 }
  }

  /// The place of a column that need not be mapped; `nil` when the header has no such column.
  private func optionalColumn(_ name: String?) -> Int?? {
    guard let name else { return .some(nil) }
    return column(name).map { .some($0) }
  }

  /// The asset of a row: the one that the mapping finds, or the first of the list.
  private func asset(
    _ row: DelimitedRow,
    _ source: LedgerMapping.Source?,
    _ column: Int?,
    among assets: [Asset]
  ) -> Asset? {
    guard let source else { return assets.first }
    let name = value(row, source, column, among: assets.map(\.id), name: "asset")
    return name.flatMap { name in assets.first { $0.id == name } }
  }

  private func form(of asset: Asset, allowsNegative: Bool) -> DecimalAmount {
    DecimalAmount(
      decimals: asset.token.decimals,
      symbol: asset.token.symbol,
      isBaseUnits: mapping.isBaseUnits,
      allowsSeparators: mapping.allowsSeparators,
      allowsNegative: allowsNegative
    )
  }

  private func exchangeRate(_ text: String) throws(TextFact) -> ExchangeRate {
    let plain = mapping.allowsSeparators ? text.filter { $0 != "," } : text
    guard let rate = ExchangeRate(text: plain) else {
      throw "not a rate; write a decimal above 0 with at most 36 decimals, such as 1.0825"
    }
    return rate
  }

  private static func optionalEpoch(_ text: String) throws(TextFact) -> Int? {
    text.isEmpty ? nil : try epoch(text)
  }

  private static func epoch(_ text: String) throws(TextFact) -> Int {
    guard let number = UInt256(decimal: text.utf8)?.asUInt64, number <= 1 << 53 else {
      throw "expected the number of an epoch"
    }
    return Int(number)
  }
}

extension LedgerMapping.Source {
  /// The value that is the same for every row, if it may be published.
  fileprivate var fixedText: String? {
    guard case .fixed(let text) = self else { return nil }
    return text
  }
}
