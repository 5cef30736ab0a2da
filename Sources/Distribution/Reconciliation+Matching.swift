import EVMTypes

extension Reconciliation {
  /// What is put together.
  private struct Key: Hashable {
    let name: TransactionName
    let asset: String
  }

  private struct Group {
    var entries: [Int] = []
    var receipts: [Int] = []
  }

  /// Puts entries and receipts together.
  ///
  /// - Parameters:
  ///   - entries: The epoch's entries, in canonical order.
  ///   - receipts: The epoch's receipts, in canonical order.
  ///   - streams: The streams' identifiers, in order.
  ///   - terms: What is reconciled.
  /// - Throws: ``DistributionError/overflow(_:)``.
  public init(
    of entries: [RevenueEntry],
    with receipts: [Receipt],
    streams: [String],
    terms: ReconciliationTerms
  ) throws(DistributionError) {
    self.terms = terms
    self.assets = terms.assets.map { AssetFigures(asset: $0) }
    var groups: [Key: Group] = [:]
    var order: [Key] = []
    var unnamed: [Int] = []
    for (place, entry) in entries.enumerated()
    where terms.assets.contains(entry.asset) && !entry.amount.isNegative {
      guard let name = TransactionName(entry.reference) else {
        unnamed.append(place)
        continue
      }
      let key = Key(name: name, asset: entry.asset)
      if groups[key] == nil { order.append(key) }
      groups[key, default: Group()].entries.append(place)
    }
    for (place, receipt) in receipts.enumerated() {
      guard let name = TransactionName(receipt.reference) else { continue }
      let log = Key(name: name, asset: receipt.asset)
      let transaction = Key(
        name: TransactionName(transaction: name.transaction, log: nil),
        asset: receipt.asset
      )
      let key = groups[log] != nil ? log : transaction
      if groups[key] == nil { order.append(key) }
      groups[key, default: Group()].receipts.append(place)
    }
    var figures = FiguresByStream(streams, terms.assets)
    for place in unnamed { try figures.add(unnamed: entries[place]) }
    for key in order {
      guard let group = groups[key] else { continue }
      try take(
        key.name,
        group.entries.map { entries[$0] },
        group.receipts.map { receipts[$0] },
        asset: key.asset,
        &figures
      )
    }
    missing.sort()
    unexplained.sort()
    self.streams = figures.used
  }

  private mutating func take(
    _ name: TransactionName,
    _ entries: [RevenueEntry],
    _ receipts: [Receipt],
    asset: String,
    _ figures: inout FiguresByStream
  ) throws(DistributionError) {
    var booked = Sum()
    var received = Sum()
    for entry in entries { try booked.add(entry.amount.magnitude) }
    for receipt in receipts { try received.add(receipt.amount) }
    guard let place = assets.firstIndex(where: { $0.asset == asset }) else { return }
    for receipt in receipts {
      try assets[place].receipts.add(receipt.amount)
      if entries.isEmpty {
        try assets[place].unexplained.add(receipt.amount)
      } else if booked.amount == received.amount {
        try assets[place].matched.add(receipt.amount)
      } else {
        try assets[place].differing.add(receipt.amount)
      }
    }
    if entries.isEmpty {
      unexplained += receipts
      return
    }
    if receipts.isEmpty {
      missing += entries
    } else if booked.amount != received.amount {
      differing.append(
        Difference(
          transaction: name,
          asset: asset,
          booked: booked.amount,
          received: received.amount
        )
      )
    }
    // What came in belongs to the entries in their order, each up to its amount; the last takes the rest.
    var rest = received.amount
    for (index, entry) in entries.enumerated() {
      let amount = entry.amount.magnitude
      let part = index + 1 == entries.count ? rest : min(rest, amount)
      rest = rest.subtractingReportingOverflow(part).partialValue
      try figures.add(
        entry,
        received: part,
        isMatched: !receipts.isEmpty && booked.amount == received.amount,
        isMissing: receipts.isEmpty
      )
    }
  }
}

/// The figures of streams while they are added up.
private struct FiguresByStream {
  private var figures: [Reconciliation.StreamFigures] = []

  init(_ streams: [String], _ assets: [String]) {
    for stream in streams {
      figures += assets.map { Reconciliation.StreamFigures(stream: stream, asset: $0) }
    }
  }

  /// Those with entries.
  var used: [Reconciliation.StreamFigures] {
    figures.filter { $0.booked.count + $0.unnamed.count > 0 }
  }

  mutating func add(unnamed entry: RevenueEntry) throws(DistributionError) {
    guard let place = place(of: entry) else { return }
    try figures[place].unnamed.add(entry.amount.magnitude)
  }

  mutating func add(
    _ entry: RevenueEntry,
    received: UInt256,
    isMatched: Bool,
    isMissing: Bool
  ) throws(DistributionError) {
    guard let place = place(of: entry) else { return }
    try figures[place].booked.add(entry.amount.magnitude)
    if isMatched { try figures[place].matched.add(entry.amount.magnitude) }
    if isMissing { try figures[place].missing.add(entry.amount.magnitude) }
    let (sum, overflow) = figures[place].received.addingReportingOverflow(received)
    guard !overflow else { throw .overflow("the sum of receipts") }
    figures[place].received = sum
  }

  private func place(of entry: RevenueEntry) -> Int? {
    figures.firstIndex { $0.stream == entry.stream && $0.asset == entry.asset }
  }
}
