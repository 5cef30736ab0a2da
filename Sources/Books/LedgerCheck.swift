import Distribution
import EVMTypes
import FileStore

/// Checks that reach over rows and files: repeated references, epochs, stakes.
struct LedgerCheck {
  let settings: BookSettings
  let governance: Governance?
  let log: ProblemLog

  func check(_ entries: [Booked<RevenueEntry>]) {
    checkReferences(entries, \.reference)
    checkStart(entries, \.time)
    guard let governance else { return }
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
  /// - Returns: The events in canonical order.
  func check(_ ledger: inout StakingLedger, isComplete: Bool) -> StakeEvents {
    let events = ledger.takeEvents()
    for (place, first) in events.repeatedReferences() {
      guard let mapping = ledger.mapping(place), let twin = ledger.mapping(first) else { continue }
      problem(
        mapping,
        Int(ledger.lines[place]),
        mapping.referenceColumns.joined(separator: ", "),
        "the reference \(events[place].reference) stands at \(twin.file):\(ledger.lines[first]) too; "
          + "remove one of the rows"
      )
    }
    if let start = settings.epochs.first?.epoch.start {
      for place in events.places(before: start) {
        guard let mapping = ledger.mapping(place) else { continue }
        problem(mapping, Int(ledger.lines[place]), mapping.timeColumn, Self.tooEarly(start))
      }
    }
    let (sorted, places) = events.inCanonicalOrder()
    guard isComplete else { return sorted }
    for (place, stake) in sorted.impossibleEvents() {
      let row = places?[place] ?? place
      guard let mapping = ledger.mapping(row) else { continue }
      let event = sorted[place]
      problem(
        mapping,
        Int(ledger.lines[row]),
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
}
