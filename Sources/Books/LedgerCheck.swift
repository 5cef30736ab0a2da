import Distribution
import EVMTypes

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
    for row in adjustments { checkEarlier(row.row.epoch, row, row.row.time) }
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
  func check(_ events: [Booked<StakeEvent>], openingLots: [Lot], isComplete: Bool) {
    checkReferences(events, \.reference)
    checkStart(events, \.time)
    guard isComplete else { return }
    var stakes: [Address: UInt256] = [:]
    for lot in openingLots {
      stakes[lot.account] =
        (stakes[lot.account] ?? .zero)
        .addingReportingOverflow(lot.amount).partialValue
    }
    for event in events.sorted(by: { $0.row < $1.row }) {
      let stake = stakes[event.row.account] ?? .zero
      let (changed, overflow) =
        event.row.action == .stake
        ? stake.addingReportingOverflow(event.row.amount)
        : stake.subtractingReportingOverflow(event.row.amount)
      guard overflow else {
        stakes[event.row.account] = changed
        continue
      }
      switch event.row.action {
      case .stake:
        problem(
          event,
          event.mapping.amountColumn,
          "the stake of \(event.row.account) does not fit in 256 bits"
        )
      case .unstake:
        problem(
          event,
          event.mapping.amountColumn,
          "\(event.row.account) unstakes \(event.row.amount) base units, but has \(stake) staked"
        )
      }
    }
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
        "lies before the first epoch, which starts at \(start); remove the row"
      )
    }
  }

  private func problem<Row>(_ row: Booked<Row>, _ column: String?, _ fact: String) {
    let place = column.map { "column \($0)" } ?? ""
    log.add(BookProblem(file: row.file, line: row.line, place: place, fact: fact))
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
