import Distribution
import EVMTypes
import FileStore

/// Checks that reach over rows and files: repeated references, epochs, stakes.
struct LedgerCheck {
  let settings: BookSettings
  let governance: Governance?
  let log: ProblemLog

  func check(_ rates: [Booked<Rate>]) {
    var first: [String: [Timestamp: Booked<Rate>]] = [:]
    for rate in rates {
      guard let twin = first[rate.row.asset]?[rate.row.time] else {
        first[rate.row.asset, default: [:]][rate.row.time] = rate
        continue
      }
      problem(
        rate,
        rate.mapping.timeColumn,
        "a rate of \(rate.row.asset) at this time stands at \(twin.file):\(twin.line) too; "
          + "remove one of the rows"
      )
    }
  }

  func check(_ returned: [Booked<ReturnedAmount>]) {
    checkReferences(returned, \.reference)
    checkStart(returned, \.time)
    for row in returned { checkEarlier(row.row.epoch, row, row.row.time) }
  }

  func check(_ adjustments: [Booked<Adjustment>]) {
    checkReferences(adjustments, \.reference)
    checkStart(adjustments, \.time)
    for row in adjustments {
      checkEarlier(row.row.epoch, row, row.row.time)
      if row.row.isOfCorrection {
        problem(
          row,
          nil,
          "the reference is one of a published correction's own rows, which the program adds by itself; "
            + "give the row another one"
        )
      }
    }
  }

  func check(_ receipts: [Booked<Receipt>]) {
    checkReferences(receipts, \.reference)
  }

  /// Checks that the epoch that a row names lies before the one that it is dated in.
  private func checkEarlier<Row>(_ number: Int, _ row: Booked<Row>, _ time: Timestamp) {
    let own = settings.epochs.first { $0.epoch.contains(time) }?.epoch.number
    let known = settings.epochs.map(\.epoch.number)
    guard let own else { return }
    let isKnown = known.contains(number) || (settings.opening != nil && number < known.first ?? 0)
    guard number < own, isKnown else {
      problem(row, nil, "names epoch \(number), which is not an earlier epoch than its own, \(own)")
      return
    }
  }

  func check(_ entries: [Booked<RevenueEntry>]) {
    checkReferences(entries, \.reference)
    checkStart(entries, \.time)
    for entry in entries {
      if let adjusts = entry.row.adjusts { checkEarlier(adjusts, entry, entry.row.time) }
    }
    guard let governance else { return }
    for entry in entries { checkAsset(of: entry, governance) }
    for entry in entries {
      guard
        let epoch = settings.epochs.first(where: { $0.epoch.contains(entry.row.time) })?.epoch,
        let decision = governance.decision(inForceIn: epoch.number),
        !decision.poolShares.contains(where: { $0.stream == entry.row.stream })
      else { continue }
      problem(
        entry,
        nil,
        "stream \(entry.row.stream) has no pool share in \(decision.id), the decision in force in "
          + "epoch \(epoch.number)"
      )
    }
  }

  /// Checks stake events; balances only when every row could be read, since a missing stake makes every
  /// later unstake look wrong.
  ///
  /// - Parameters:
  ///   - ledger: The events, which it gives away.
  ///   - openingLots: The lots of before the first epoch.
  ///   - isComplete: Whether every row could be read.
  ///   - concealment: What puts commitments in place of private references; `nil` where there are none.
  /// - Returns: The events as they are published, in canonical order.
  func check(
    _ ledger: inout StakingLedger,
    openingLots: StakeLots,
    isComplete: Bool,
    concealment: Concealment?
  ) -> StakeEvents {
    let events = ledger.takeEvents()
    for (place, first) in events.repeatedReferences() {
      guard let mapping = ledger.mapping(place), let twin = ledger.mapping(first) else { continue }
      problem(
        mapping,
        ledger.lines[place],
        mapping.referenceColumns.joined(separator: ", "),
        "the reference \(events[place].reference) stands at \(twin.file):\(ledger.lines[first]) too; "
          + "remove one of the rows"
      )
    }
    if let start = settings.epochs.first?.epoch.start {
      for place in events.places(before: start) {
        guard let mapping = ledger.mapping(place) else { continue }
        problem(mapping, ledger.lines[place], mapping.timeColumn, Self.tooEarly(start))
      }
    }
    let published = concealment?.published(events, of: ledger) ?? events
    let (sorted, places) = published.inCanonicalOrder()
    guard isComplete else { return sorted }
    for (place, stake) in sorted.impossibleEvents(after: openingLots) {
      let row = places?[place] ?? place
      guard let mapping = ledger.mapping(row) else { continue }
      let event = sorted[place]
      problem(
        mapping,
        ledger.lines[row],
        mapping.amountColumn,
        event.action == .stake
          ? "the stake of \(event.account) does not fit in 256 bits"
          : "\(event.account) unstakes \(event.amount) base units, but has \(stake) staked"
      )
    }
    return sorted
  }

  private func checkReferences<Row>(_ rows: [Booked<Row>], _ reference: (Row) -> String) {
    var first: [[UInt8]: Booked<Row>] = [:]
    for row in rows {
      let key = [UInt8](reference(row.row).utf8)
      if let twin = first[key] {
        problem(
          row,
          row.mapping.referenceColumns.joined(separator: ", "),
          "the reference \(reference(row.row)) stands at \(twin.file):\(twin.line) too; "
            + "remove one of the rows"
        )
      } else {
        first[key] = row
      }
    }
  }

  private func checkStart<Row>(_ rows: [Booked<Row>], _ time: (Row) -> Timestamp) {
    guard let start = settings.epochs.first?.epoch.start else { return }
    for row in rows where time(row.row) < start {
      problem(
        row,
        row.mapping.timeColumn,
        Self.tooEarly(start)
      )
    }
  }

  private static func tooEarly(_ start: Timestamp) -> String {
    "lies before the first epoch, which starts at \(start); remove the row"
  }

  private func problem<Row>(_ row: Booked<Row>, _ column: String?, _ fact: String) {
    problem(row.mapping, row.line, column, fact)
  }

  private func problem(_ mapping: LedgerMapping, _ line: Int, _ column: String?, _ fact: String) {
    let place = column.map { "column \($0)" } ?? ""
    log.add(BookProblem(file: mapping.file.description, line: line, place: place, fact: fact))
  }

  /// Checks that an entry of an epoch of ruleset 1 is in its payout asset.
  private func checkAsset(of entry: Booked<RevenueEntry>, _ governance: Governance) {
    let number = settings.epochNumber(at: entry.row.time)
    guard settings.epochs.contains(where: { $0.epoch.number == number }),
      let payout = settings.payouts(in: number).first?.asset.id, payout != entry.row.asset
    else { return }
    switch governance.ruleset(in: number, first: settings.ruleset) {
    case .v1:
      problem(
        entry,
        nil,
        "an entry in the asset \(entry.row.asset); under ruleset 1, in force in epoch \(number), entries "
          + "can only be in the payout asset \(payout)"
      )
    case .v2: return
    }
  }
}
