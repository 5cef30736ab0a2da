import Distribution
import EVMTypes

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
  func check(_ events: [Booked<StakeEvent>], isComplete: Bool) {
    checkReferences(events, \.reference)
    checkStart(events, \.time)
    guard isComplete else { return }
    var stakes: [Address: UInt256] = [:]
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
}
