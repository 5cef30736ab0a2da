import EVMTypes

/// The weights of some accounts, worked out on one thread.
struct StakeTimePart: Sendable {
  private(set) var weights: [AccountWeight] = []
  private(set) var closingLots = StakeLots()
  /// What these accounts had staked at the end.
  private(set) var closing = UInt256.zero
  /// The first event in canonical order that could not be applied.
  private(set) var failure: StakeFailure?
  /// Whether a weight or the stake at the end does not fit.
  private(set) var isOver = false

  init(of history: StakeHistory, _ places: Range<Int>) {
    let rule = AgeRule(history.weighting.multiplier)
    var queue = LotQueue(withdrawals: history.weighting.withdrawals)
    weights.reserveCapacity(places.count)
    // What is reserved takes no memory before it is used.
    closingLots.reserveCapacity(history.lotLimit(of: places))
    var (block, end) = (
      history.events(at: 0..<0), history.eventPlaces(places.lowerBound).lowerBound
    )
    let last = history.eventPlaces(places.upperBound - 1).upperBound
    for place in places {
      let events = history.eventPlaces(place)
      if events.upperBound > end {
        end = max(events.upperBound, min(events.lowerBound + 4_096, last))
        block = history.events(at: events.lowerBound..<end)
      }
      do throws(AmountOverflow) {
        try append(place, of: history, block, rule, &queue)
      } catch {
        isOver = true
      }
    }
  }

  /// Moves its weights and lots behind others: a part that stayed would take as much memory once more.
  mutating func move(_ weights: inout [AccountWeight], _ lots: inout StakeLots) {
    weights += self.weights
    lots.append(contentsOf: closingLots)
    self.weights = []
    closingLots = StakeLots()
  }

  private mutating func append(
    _ place: Int,
    of history: StakeHistory,
    _ block: EventBlock,
    _ rule: AgeRule,
    _ queue: inout LotQueue
  ) throws(AmountOverflow) {
    let account = history.accounts[place]
    var sum = WeightSum(rule: rule, epoch: history.epoch)
    try queue.open(history.lots(place))
    do throws(StakeFailure) {
      try history.apply(place, of: block, to: &queue, &sum)
    } catch {
      if failure.map({ error.row < $0.row }) ?? true { failure = error }
      return
    }
    try queue.close(at: history.epoch.end, &sum)
    closing = try closing.adding(queue.balance)
    weights.append(AccountWeight(account: account, weight: sum.weight))
    for lot in queue.lots {
      closingLots.append(Lot(account: account, start: lot.start, amount: lot.amount))
    }
  }
}
