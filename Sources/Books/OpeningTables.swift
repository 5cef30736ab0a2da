import DelimitedText
import Distribution
import EVMTypes
import FileStore

/// The lots and balances that the first epoch takes over from an earlier system.
struct OpeningTables: Sendable {
  /// By account, start and amount.
  let lots: StakeLots
  /// By payout asset, then by account.
  let balances: [AccountBalance]

  /// Reads the tables that the books name, and logs what does not fit.
  init(
    of settings: BookSettings,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) {
    var lots: [Lot] = []
    var balances: [AccountBalance] = []
    if let path = settings.opening?.lots {
      lots = try Self.rows(path, ["account", "start", "amount"], from: store, log: log) {
        reader,
        row in reader.lot(row, settings)
      }
    }
    if let path = settings.opening?.balances {
      let columns = ["asset", "account", "accrued", "claimed"]
      balances = try Self.rows(path, columns, from: store, log: log) {
        reader,
        row in reader.balance(row, settings)
      }
    }
    let order = settings.payouts.map(\.asset.id)
    self.lots = StakeLots(
      lots.sorted { ($0.account, $0.start, $0.amount) < ($1.account, $1.start, $1.amount) }
    )
    self.balances = balances.sorted { left, right in
      let (first, second) = (order.firstIndex(of: left.asset), order.firstIndex(of: right.asset))
      return (first ?? 0, left.account) < (second ?? 0, right.account)
    }
    for (left, right) in zip(self.balances, self.balances.dropFirst())
    where left.asset == right.asset && left.account == right.account {
      log.add(
        BookProblem(
          file: settings.opening?.balances?.description ?? "",
          line: 1,
          place: "",
          fact: "\(right.account) has two rows in \(right.asset); add them up into one"
        )
      )
    }
  }

  private static func rows<Row>(
    _ path: RelativePath,
    _ columns: [String],
    from store: some FileStore,
    log: ProblemLog,
    _ read: (LedgerReader, DelimitedRow) -> Row?
  ) throws(BooksError) -> [Row] {
    guard let bytes = try Books.read(path.description, from: store, log: log) else { return [] }
    guard let reader = LedgerReader(bytes, mapping: .fixed(path), log: log) else { return [] }
    guard reader.table.columns == columns else {
      reader.problem(1, nil, "expected the columns \(columns.joined(separator: ","))")
      return []
    }
    return reader.table.rows.compactMap { read(reader, $0) }
  }
}

extension LedgerMapping {
  /// A table whose columns are always the same.
  static func fixed(_ file: RelativePath) -> LedgerMapping {
    LedgerMapping(
      file: file,
      filters: [],
      timeColumn: "start",
      timePattern: .rfc3339,
      amountColumn: "amount",
      isBaseUnits: false,
      allowsSeparators: false,
      referenceColumns: []
    )
  }
}

extension LedgerReader {
  fileprivate func lot(_ row: DelimitedRow, _ settings: BookSettings) -> Lot? {
    let account = read(row, 0, Self.account)
    let start = read(row, 1) { text throws(TextFact) in
      let start = try TimePattern.rfc3339.time(text)
      if let first = settings.epochs.first?.epoch.start, start >= first {
        throw TextFact(
          "a lot that is taken over began before the first epoch, which starts at \(first)"
        )
      }
      return start
    }
    let amount = amount(row, 2, of: settings.token, allowsNegative: false)
    guard let account, let start, let amount else { return nil }
    guard amount != .zero else {
      problem(row.line, "amount", "a lot of nothing; remove the row")
      return nil
    }
    return Lot(account: account, start: start, amount: amount.magnitude)
  }

  fileprivate func balance(_ row: DelimitedRow, _ settings: BookSettings) -> AccountBalance? {
    let asset = read(row, 0) { text throws(TextFact) in
      guard let payout = settings.payouts.first(where: { $0.asset.id == text }) else {
        throw TextFact("\(text) is not paid out")
      }
      return payout.asset
    }
    let account = read(row, 1, Self.account)
    guard let asset, let account,
      let accrued = amount(row, 2, of: asset.token, allowsNegative: true),
      let claimed = amount(row, 3, of: asset.token, allowsNegative: false)
    else { return nil }
    guard accrued != .zero || claimed != .zero else {
      problem(row.line, nil, "a row of nothing; remove it")
      return nil
    }
    return AccountBalance(
      asset: asset.id,
      account: account,
      accrued: accrued,
      claimed: claimed.magnitude
    )
  }

  private func amount(
    _ row: DelimitedRow,
    _ column: Int,
    of token: Token,
    allowsNegative: Bool
  ) -> SignedAmount? {
    let form = DecimalAmount(
      decimals: token.decimals,
      symbol: token.symbol,
      isBaseUnits: false,
      allowsSeparators: false,
      allowsNegative: allowsNegative
    )
    return read(row, column, form.amount)
  }
}
