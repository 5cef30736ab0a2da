import EVMTypes

/// An epoch's opening lots and events by account.
struct StakeHistory: Sendable {
  let openingLots: StakeLots
  let events: StakeEvents
  let epoch: Epoch
  let weighting: Weighting
  /// The accounts that have lots or events, in order.
  private(set) var accounts: [Address] = []
  /// Where each account's lots begin in `openingLots`, and the end of all.
  private var lotStarts: [Int] = []
  /// Where each account's events begin in `order`, and the end of all.
  private var eventStarts: [Int] = []
  /// The events' rows by account, then in their order.
  private var order: [UInt32] = []

  init(openingLots: StakeLots, events: StakeEvents, epoch: Epoch, weighting: Weighting) {
    self.openingLots = openingLots
    self.events = events
    self.epoch = epoch
    self.weighting = weighting
    mergeAccounts(ends: sortByAccount())
  }

  /// Sorts the events' rows by account, by counting.
  ///
  /// - Returns: Where each account's events end in `order`, by its number among the events' accounts.
  private mutating func sortByAccount() -> [Int] {
    let columns = events.columns
    var places = [Int](repeating: 0, count: columns.accounts.count + 1)
    for row in events.rows { places[Int(columns.accountNumbers[row]) + 1] += 1 }
    for number in columns.accounts.indices { places[number + 1] += places[number] }
    order = [UInt32](repeating: 0, count: events.count)
    for row in events.rows {
      let number = Int(columns.accountNumbers[row])
      order[places[number]] = UInt32(row)
      places[number] += 1
    }
    return places
  }

  /// Merges the accounts of lots and of events, both in order.
  private mutating func mergeAccounts(ends: [Int]) {
    let known = events.columns.accounts
    var (lot, number, eventStart) = (0, 0, 0)
    while true {
      while number < known.count, ends[number] == eventStart { number += 1 }
      let ofLot = lot < openingLots.count ? openingLots.account(lot) : nil
      let ofEvent = number < known.count ? known[number] : nil
      guard let account = ofLot.map({ left in ofEvent.map { min(left, $0) } ?? left }) ?? ofEvent
      else { break }
      accounts.append(account)
      lotStarts.append(lot)
      eventStarts.append(eventStart)
      while lot < openingLots.count, openingLots.account(lot) == account { lot += 1 }
      if account == ofEvent { eventStart = ends[number] }
    }
    lotStarts.append(openingLots.count)
    eventStarts.append(order.count)
  }

  /// The account's place in `accounts`.
  func place(of account: Address) -> Int? {
    var (low, high) = (0, accounts.count)
    while low < high {
      let middle = low + (high - low) / 2
      if accounts[middle] < account { low = middle + 1 } else { high = middle }
    }
    return low < accounts.count && accounts[low] == account ? low : nil
  }

  /// Applies an account's events to its lots, to the end of the epoch.
  ///
  /// - Parameters:
  ///   - place: The account's place.
  ///   - sink: What is told how stake ends.
  /// - Throws: When an event cannot be applied, or a weight does not fit.
  func replay(_ place: Int, to sink: inout some StakeSink) throws {
    var queue = LotQueue(withdrawals: weighting.withdrawals)
    try queue.open(lots(place))
    try apply(place, of: events(at: eventPlaces(place)), to: &queue, &sink)
    try queue.close(at: epoch.end, &sink)
  }

  /// The account's opening lots.
  func lots(_ place: Int) -> Slice<StakeLots> {
    openingLots[lotStarts[place]..<lotStarts[place + 1]]
  }

  /// How many lots some accounts have at most when the epoch ends.
  func lotLimit(of places: Range<Int>) -> Int {
    lotStarts[places.upperBound] - lotStarts[places.lowerBound]
      + eventStarts[places.upperBound] - eventStarts[places.lowerBound]
  }

  /// The places of an account's events in `order`.
  func eventPlaces(_ place: Int) -> Range<Int> { eventStarts[place]..<eventStarts[place + 1] }

  /// What is needed of the events at some places of `order`, side by side.
  ///
  /// Read one by one between other work, each event would wait for memory.
  func events(at places: Range<Int>) -> EventBlock {
    EventBlock(events.columns, order[places], first: places.lowerBound)
  }

  /// Applies an account's events to its lots.
  func apply(
    _ place: Int,
    of block: EventBlock,
    to queue: inout LotQueue,
    _ sink: inout some StakeSink
  ) throws(StakeFailure) {
    for index in eventPlaces(place) {
      let event = block[index]
      do throws(LotQueue.Refusal) {
        switch event.action {
        case .stake: try queue.stake(event.amount, at: event.time, &sink)
        case .unstake: try queue.unstake(event.amount, at: event.time, &sink)
        }
      } catch {
        throw StakeFailure(error, row: Int(order[index]), events.columns)
      }
    }
  }
}

/// The event that could not be applied.
struct StakeFailure: Error {
  /// Its row among all events.
  let row: Int
  let error: DistributionError

  init(_ refusal: LotQueue.Refusal, row: Int, _ columns: StakeEventColumns) {
    let event = columns.event(row)
    self.row = row
    self.error =
      switch refusal {
      case .aboveStake: .unstakeAboveStake(event.account, event.reference)
      case .overflow: .overflow("the stake of \(event.account)")
      }
  }
}
