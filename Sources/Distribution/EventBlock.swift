import EVMTypes

/// Times, actions and amounts of some events, by account.
struct EventBlock {
  private let first: Int
  private let marks: [UInt64]
  private let amounts: [UInt128]
  private let wideAmounts: [UInt256]

  init(_ columns: StakeEventColumns, _ rows: ArraySlice<UInt32>, first: Int) {
    self.first = first
    self.marks = rows.map { columns.marks[Int($0)] }
    self.amounts = rows.map { columns.amounts[Int($0)] }
    self.wideAmounts = columns.wideAmounts
  }

  subscript(place: Int) -> (time: Timestamp, action: StakeEvent.Action, amount: UInt256) {
    let (mark, low) = (marks[place - first], amounts[place - first])
    return (
      Timestamp(known: mark >> 3), mark & StakeEventColumns.unstakeMark == 0 ? .stake : .unstake,
      mark & StakeEventColumns.wideMark == 0
        ? UInt256(low128: low) : wideAmounts[Int(truncatingIfNeeded: low)]
    )
  }
}
