import Distribution
import EVMTypes

/// Converts entries at the rates of the books, and logs those that cannot be.
///
/// - Source: docs/specification.md, section 8.1.
struct EntryConversion {
  private let settings: BookSettings
  private let assets: [Int: [BookedAsset]]
  private let payouts: [Asset]
  private let rates: RateTable
  private let governance: Governance?
  private let log: ProblemLog

  init(settings: BookSettings, governance: Governance?, rates: [Rate], log: ProblemLog) {
    self.governance = governance
    self.settings = settings
    self.assets = Dictionary(
      settings.epochs.map { ($0.epoch.number, settings.bookedAssets(in: $0.epoch.number)) },
      uniquingKeysWith: { first, _ in first }
    )
    self.payouts = settings.payouts.map(\.asset)
    self.rates = RateTable(rates)
    self.log = log
  }

  /// Converts entries.
  ///
  /// - Parameter entries: All entries, in any order.
  /// - Returns: The converted ones in canonical order.
  func converted(_ entries: [Booked<RevenueEntry>]) -> [RevenueEntry] {
    let sorted = entries.sorted { $0.row < $1.row }
    var places: [[UInt8]: Int] = [:]
    for (place, entry) in sorted.enumerated() where places[Self.key(entry.row.reference)] == nil {
      places[Self.key(entry.row.reference)] = place
    }
    var converted: [RevenueEntry] = []
    var rateTimes = [Timestamp?](repeating: nil, count: sorted.count)
    for (place, entry) in sorted.enumerated() {
      let number = settings.epochNumber(at: entry.row.time)
      // Rows after the last epoch wait; ruleset 1 converts nothing, which the ledger's check tells.
      guard settings.epochs.contains(where: { $0.epoch.number == number }),
        governance?.ruleset(in: number, first: settings.ruleset) == .v2
      else {
        converted.append(entry.row)
        continue
      }
      var original: Int?
      if let name = entry.row.refunds {
        original = self.original(of: entry, places[Self.key(name)], before: place, in: sorted)
        guard original != nil else { continue }
      }
      guard let asset = assets[number]?.first(where: { $0.asset.id == entry.row.asset }) else {
        continue
      }
      guard !asset.isPayout else {
        converted.append(entry.row)
        continue
      }
      let rate =
        original.flatMap { rateTimes[$0] }.flatMap { rates.stated(of: entry.row.asset, at: $0) }
        ?? rates.inForce(of: entry.row.asset, at: entry.row.time)
      guard let rate else {
        if original == nil {
          problem(
            entry,
            entry.mapping.timeColumn,
            "there is no rate of \(entry.row.asset) at or before this time; add one to the rates ledger"
          )
        }
        continue
      }
      rateTimes[place] = rate.time
      if let row = self.converted(entry, of: asset, at: rate) { converted.append(row) }
    }
    return converted
  }

  private static func key(_ reference: String) -> [UInt8] { [UInt8](reference.utf8) }

  /// An entry in words for the publisher, who does not know it by its commitment.
  private static func name(of entry: Booked<RevenueEntry>) -> String {
    entry.mapping.privateColumns.contains(.reference)
      ? "the entry at \(entry.file):\(entry.line)" : entry.row.reference
  }

  /// The place of the entry that another takes back; logs one that it cannot.
  private func original(
    of entry: Booked<RevenueEntry>,
    _ place: Int?,
    before own: Int,
    in entries: [Booked<RevenueEntry>]
  ) -> Int? {
    let name = entry.row.refunds ?? ""
    guard let place else {
      problem(entry, nil, "takes back \(name), but there is no such entry")
      return nil
    }
    let other = entries[place].row
    guard place < own else {
      let hint =
        other.time == entry.row.time
        ? "; entries of one time stand by their published references: book it a second later" : ""
      problem(
        entry,
        nil,
        "takes back \(Self.name(of: entries[place])), which is not before it" + hint
      )
      return nil
    }
    guard other.stream == entry.row.stream, other.asset == entry.row.asset else {
      problem(
        entry,
        nil,
        "takes back \(Self.name(of: entries[place])), which is of stream \(other.stream) and in \(other.asset); book it there"
      )
      return nil
    }
    return place
  }

  private func converted(
    _ entry: Booked<RevenueEntry>,
    of asset: BookedAsset,
    at rate: Rate
  ) -> RevenueEntry? {
    guard let payout = payouts.first(where: { $0.id == asset.payout }),
      let amount = try? rate.rate.converted(
        entry.row.amount,
        decimals: asset.asset.token.decimals,
        payoutDecimals: payout.token.decimals
      )
    else {
      problem(
        entry,
        entry.mapping.amountColumn,
        "does not fit in 256 bits when it is converted at \(rate.rate)"
      )
      return nil
    }
    return entry.row.converted(to: amount, at: rate.time)
  }

  private func problem(_ entry: Booked<RevenueEntry>, _ column: String?, _ fact: String) {
    let place = column.map { "column \($0)" } ?? ""
    log.add(BookProblem(file: entry.file, line: entry.line, place: place, fact: fact))
  }
}
