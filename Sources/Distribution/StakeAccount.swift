import EVMTypes

/// One account's lots as they go through an epoch's events.
struct StakeAccount {
  /// The lots that stand, the newest last.
  private(set) var lots: [Lot]
  /// Stake-time that lots gathered until they were taken away.
  private(set) var weight = UInt256.zero
  /// The intervals of constant stake that have ended.
  private(set) var stakes: [StakeInterval] = []
  /// The sum of the lots.
  private(set) var balance: UInt256
  private let epoch: Epoch
  private var balanceSince: Timestamp

  init(openingLots: [Lot], epoch: Epoch) throws(AmountOverflow) {
    self.lots = openingLots
    self.balance = try sum(of: openingLots.map(\.amount))
    self.epoch = epoch
    self.balanceSince = epoch.start
  }

  mutating func apply(_ event: StakeEvent) throws(DistributionError) {
    guard !event.amount.isZero else { return }
    do {
      switch event.action {
      case .stake:
        let balance = try balance.adding(event.amount)
        change(balance: balance, at: event.time)
        lots.append(Lot(account: event.account, start: event.time, amount: event.amount))
      case .unstake:
        let (rest, isAbove) = balance.subtractingReportingOverflow(event.amount)
        guard !isAbove else {
          throw DistributionError.unstakeAboveStake(event.account, event.reference)
        }
        change(balance: rest, at: event.time)
        try take(event.amount, at: event.time)
      }
    } catch let error as DistributionError {
      throw error
    } catch {
      throw .overflow("the stake of \(event.account)")
    }
  }

  /// Ends the epoch: the lots that stand gather their stake-time up to its end.
  mutating func close() throws(AmountOverflow) {
    change(balance: .zero, at: epoch.end)
    for lot in lots { try gather(lot.amount, of: lot, until: epoch.end) }
  }

  /// Takes an amount from the newest lots.
  private mutating func take(_ amount: UInt256, at time: Timestamp) throws(AmountOverflow) {
    var left = amount
    while !left.isZero, let lot = lots.last {
      let taken = min(left, lot.amount)
      try gather(taken, of: lot, until: time)
      left = try left.subtracting(taken)
      lots[lots.count - 1].amount = try lot.amount.subtracting(taken)
      if lots[lots.count - 1].amount.isZero { lots.removeLast() }
    }
  }

  private mutating func gather(
    _ amount: UInt256,
    of lot: Lot,
    until time: Timestamp
  ) throws(AmountOverflow) {
    let seconds = time.unixSeconds - max(lot.start, epoch.start).unixSeconds
    weight = try weight.adding(try amount.multiplied(by: UInt256(seconds)))
  }

  private mutating func change(balance new: UInt256, at time: Timestamp) {
    if balanceSince < time, !balance.isZero {
      // Events of one second that cancel each other do not cut an interval.
      var from = balanceSince
      if let last = stakes.last, last.to == from, last.amount == balance {
        from = last.from
        stakes.removeLast()
      }
      stakes.append(StakeInterval(from: from, to: time, amount: balance))
    }
    balanceSince = time
    balance = new
  }
}
