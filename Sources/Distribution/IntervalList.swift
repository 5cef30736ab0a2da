import EVMTypes

/// Collects the longest intervals in which an account's stake was constant and not zero.
struct IntervalList: StakeSink {
  private(set) var intervals: [StakeInterval] = []
  private var since: Timestamp

  init(epoch: Epoch) {
    self.since = epoch.start
  }

  mutating func end(_ amount: UInt256, stakedAt start: Timestamp, at time: Timestamp) {}

  mutating func end(balance: UInt256, at time: Timestamp) {
    if since < time, !balance.isZero {
      // Events of one second that cancel each other do not cut an interval.
      var from = since
      if let last = intervals.last, last.to == from, last.amount == balance {
        from = last.from
        intervals.removeLast()
      }
      intervals.append(StakeInterval(from: from, to: time, amount: balance))
    }
    since = time
  }
}
