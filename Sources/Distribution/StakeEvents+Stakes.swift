import CPrefetch
public import EVMTypes

extension StakeEvents {
  /// The events that their accounts' stakes do not allow, when all are applied in this order.
  ///
  /// An unstake of more than there is, or a stake that does not fit in 256 bits. Such an event is passed over, and
  /// the next one applied to what there was.
  ///
  /// - Parameter openingLots: What stood before the first event.
  /// - Returns: Their places, ascending, each with the stake before it, in base units.
  public func impossibleEvents(after openingLots: StakeLots = []) -> [(place: Int, stake: UInt256)]
  {
    columns.impossibleEvents(in: rows, after: openingLots).map {
      ($0.row - rows.lowerBound, $0.stake)
    }
  }

  /// The places of the events before a time.
  ///
  /// - Parameter time: The time.
  /// - Returns: The places, ascending.
  public func places(before time: Timestamp) -> [Int] {
    columns.rows(before: time, in: rows).map { $0 - rows.lowerBound }
  }
}

extension StakeEventColumns {
  fileprivate func impossibleEvents(
    in rows: Range<Int>,
    after openingLots: StakeLots
  ) -> [(row: Int, stake: UInt256)] {
    if wideAmounts.isEmpty, openingLots.isEmpty, let impossible = impossibleNarrowEvents(in: rows) {
      return impossible
    }
    var stakes = [UInt256](repeating: .zero, count: accounts.count)
    let lots = Dictionary(grouping: openingLots, by: \.account)
    for number in accounts.indices where !lots.isEmpty {
      for lot in lots[accounts[number]] ?? [] {
        // Sums that do not fit are the first epoch's to refuse.
        stakes[number] = stakes[number].addingReportingOverflow(lot.amount).partialValue
      }
    }
    var impossible: [(row: Int, stake: UInt256)] = []
    for row in rows {
      let number = Int(accountNumbers[row])
      let (stake, amount) = (stakes[number], amount(row))
      let (changed, isOver) =
        action(row) == .stake
        ? stake.addingReportingOverflow(amount) : stake.subtractingReportingOverflow(amount)
      if isOver { impossible.append((row, stake)) } else { stakes[number] = changed }
    }
    return impossible
  }

  /// The same where all stakes are below 2¹²⁸; else `nil`.
  private func impossibleNarrowEvents(in rows: Range<Int>) -> [(row: Int, stake: UInt256)]? {
    var stakes = [UInt128](repeating: 0, count: accounts.count)
    var impossible: [(row: Int, stake: UInt256)] = []
    var first = rows.lowerBound
    while first < rows.upperBound {
      let some = first..<Swift.min(first + 256, rows.upperBound)
      unsafe stakes.withUnsafeBufferPointer { stakes in
        // Memory answers for many at once.
        for row in some {
          unsafe prefetch(stakes.baseAddress?.advanced(by: Int(accountNumbers[row])))
        }
      }
      guard apply(some, to: &stakes, &impossible) else { return nil }
      first = some.upperBound
    }
    return impossible
  }

  /// Applies events to stakes; gives `false` where one does not fit in 128 bits.
  private func apply(
    _ rows: Range<Int>,
    to stakes: inout [UInt128],
    _ impossible: inout [(row: Int, stake: UInt256)]
  ) -> Bool {
    for row in rows {
      let number = Int(accountNumbers[row])
      let isUnstake = marks[row] & Self.unstakeMark != 0
      let (stake, amount) = (stakes[number], amounts[row])
      if isUnstake, stake < amount {
        impossible.append((row, UInt256(low128: stake)))
      } else {
        // Wraps around in both directions as it should; no branch, as nobody can foresee which event comes.
        let changed = stake &+ (isUnstake ? 0 &- amount : amount)
        if !isUnstake, changed < stake { return false }
        stakes[number] = changed
      }
    }
    return true
  }

  fileprivate func rows(before time: Timestamp, in rows: Range<Int>) -> [Int] {
    var early: [Int] = []
    for row in rows where self.time(row) < time { early.append(row) }
    return early
  }
}
