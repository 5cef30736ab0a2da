public import EVMTypes

extension StakeEvents {
  /// The events that their accounts' stakes do not allow, when all are applied in this order to nothing.
  ///
  /// An unstake of more than there is, or a stake that does not fit in 256 bits. Such an event is passed over, and
  /// the next one applied to what there was.
  ///
  /// - Returns: Their places, ascending, each with the stake before it, in base units.
  public func impossibleEvents() -> [(place: Int, stake: UInt256)] {
    var stakes = [UInt256](repeating: .zero, count: columns.accounts.count)
    var impossible: [(place: Int, stake: UInt256)] = []
    for row in rows {
      let number = Int(columns.accountNumbers[row])
      let (changed, isOver) =
        switch columns.action(row) {
        case .stake: stakes[number].addingReportingOverflow(columns.amount(row))
        case .unstake: stakes[number].subtractingReportingOverflow(columns.amount(row))
        }
      if isOver {
        impossible.append((row - rows.lowerBound, stakes[number]))
      } else {
        stakes[number] = changed
      }
    }
    return impossible
  }

  /// The places of the events before a time.
  ///
  /// - Parameter time: The time.
  /// - Returns: The places, ascending.
  public func places(before time: Timestamp) -> [Int] {
    rows.filter { columns.time($0) < time }.map { $0 - rows.lowerBound }
  }
}
