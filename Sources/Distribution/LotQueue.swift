import EVMTypes

/// One account's lots as they go through events: the only place where events change lots.
///
/// Meant to be used for many accounts one after the other, since it keeps its memory.
struct LotQueue {
  /// A part of the account's stake with one start.
  struct Entry {
    let start: Timestamp
    var amount: UInt256
  }

  /// Why an event cannot be applied.
  enum Refusal: Error {
    case aboveStake
    case overflow
  }

  private let order: WithdrawalOrder
  private var entries: [Entry] = []
  /// How many lots at the front are used up.
  private var first = 0
  /// The sum of the lots.
  private(set) var balance = UInt256.zero

  init(withdrawals order: WithdrawalOrder) {
    self.order = order
  }

  /// The lots that stand, in the order in which they were staked.
  var lots: ArraySlice<Entry> { entries[first...] }

  /// Begins with the lots of another account.
  mutating func open(_ lots: Slice<StakeLots>) throws(AmountOverflow) {
    entries.removeAll(keepingCapacity: true)
    first = 0
    balance = .zero
    for lot in lots {
      balance = try balance.adding(lot.amount)
      entries.append(Entry(start: lot.start, amount: lot.amount))
    }
  }

  /// Adds a lot.
  mutating func stake(
    _ amount: UInt256,
    at time: Timestamp,
    _ sink: inout some StakeSink
  ) throws(Refusal) {
    guard !amount.isZero else { return }
    let (sum, isOver) = balance.addingReportingOverflow(amount)
    guard !isOver else { throw .overflow }
    sink.end(balance: balance, at: time)
    balance = sum
    entries.append(Entry(start: time, amount: amount))
  }

  /// Takes an amount from the lots.
  mutating func unstake(
    _ amount: UInt256,
    at time: Timestamp,
    _ sink: inout some StakeSink
  ) throws(Refusal) {
    guard !amount.isZero else { return }
    let (rest, isAbove) = balance.subtractingReportingOverflow(amount)
    guard !isAbove else { throw .aboveStake }
    sink.end(balance: balance, at: time)
    balance = rest
    do {
      try take(amount, at: time, &sink)
    } catch {
      throw .overflow
    }
  }

  private mutating func take(
    _ amount: UInt256,
    at time: Timestamp,
    _ sink: inout some StakeSink
  ) throws(AmountOverflow) {
    var left = amount
    while !left.isZero, first < entries.count {
      let place = order == .newest ? entries.count - 1 : first
      let entry = entries[place]
      let taken = min(left, entry.amount)
      try sink.end(taken, stakedAt: entry.start, at: time)
      left = left.subtractingReportingOverflow(taken).partialValue
      entries[place].amount = entry.amount.subtractingReportingOverflow(taken).partialValue
      guard entries[place].amount.isZero else { continue }
      if order == .newest { entries.removeLast() } else { first += 1 }
    }
  }

  /// Ends the epoch: the lots that stand have counted up to its end, and stay.
  mutating func close(at end: Timestamp, _ sink: inout some StakeSink) throws(AmountOverflow) {
    sink.end(balance: balance, at: end)
    for entry in lots { try sink.end(entry.amount, stakedAt: entry.start, at: end) }
  }
}

/// What is told how stake ends: to weigh it, or to explain its weight.
protocol StakeSink {
  /// A part of a lot was staked together until now.
  ///
  /// - Throws: ``AmountOverflow`` when a weight is 2²⁵⁶ or more.
  mutating func end(
    _ amount: UInt256,
    stakedAt start: Timestamp,
    at time: Timestamp
  ) throws(AmountOverflow)

  /// The whole stake was this until now.
  mutating func end(balance: UInt256, at time: Timestamp)
}
