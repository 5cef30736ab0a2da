import Distribution
import EVMTypes
import TestSupport

/// Ruleset 1 with plain loops over seconds and single units, slow and obvious.
///
/// - Source: docs/specification.md, section 3.
struct ReferenceModel {
  /// A row of the ledger in plain numbers.
  struct Event {
    let time: Int
    let sequence: Int
    let isStake: Bool
    let account: UInt8
    let amount: Int
    let reference: String
  }

  let start: Int
  let end: Int
  var allocation: Int
  /// Each unit that an account has staked, by the number of the event that staked it.
  private(set) var units: [UInt8: [Int]] = [:]
  private(set) var weights: [UInt8: Int] = [:]

  init(start: Int, end: Int, allocation: Int) {
    self.start = start
    self.end = end
    self.allocation = allocation
  }

  /// Applies the events second by second; one that takes out too much is passed over.
  ///
  /// - Returns: The events that were applied.
  mutating func run(_ events: [Event]) -> [Event] {
    var applied: [Event] = []
    for second in start..<end {
      let now = events.filter { $0.time == second }.sorted { left, right in
        if left.sequence != right.sequence { return left.sequence < right.sequence }
        if left.isStake != right.isStake { return left.isStake }
        if left.amount != right.amount { return left.amount < right.amount }
        return left.reference < right.reference
      }
      for event in now {
        let staked = units[event.account, default: []]
        if event.isStake {
          units[event.account] = staked + (0..<event.amount).map { _ in applied.count }
        } else if staked.count >= event.amount {
          units[event.account] = Array(staked.dropLast(event.amount))
        } else {
          continue
        }
        applied.append(event)
      }
      for (account, staked) in units { weights[account, default: 0] += staked.count }
    }
    return applied
  }

  /// The weights that are not zero.
  var holders: [UInt8: Int] { weights.filter { $0.value > 0 } }

  func share(_ account: UInt8) -> Int {
    allocation * weights[account, default: 0] / weights.values.reduce(0, +)
  }

  /// The lots that are left: what each event staked and nobody took out.
  func lots(after events: [Event]) -> [Lot] {
    units.keys.sorted().flatMap { account in
      let numbers = units[account, default: []]
      return Set(numbers).sorted().map { number in
        Lot(account, events[number].time, UInt256(UInt64(numbers.count { $0 == number })))
      }
    }
  }
}

extension Sample {
  /// Books of a short epoch that look like chance, and the reference model's figures of them.
  static func random(
    seed: Int
  ) -> (sample: Sample, model: ReferenceModel, events: [ReferenceModel.Event]) {
    var generator = SeededGenerator(seed: seed)
    let revenue = Int.random(in: 0...5_000, using: &generator)
    let remainder = Int.random(in: 0...9, using: &generator)
    let length = Int.random(in: 1...60, using: &generator)
    let events = (0..<Int.random(in: 0...40, using: &generator)).map { number in
      ReferenceModel.Event(
        time: 10_000 + Int.random(in: 0..<length, using: &generator),
        sequence: Int.random(in: 0...2, using: &generator),
        isStake: Int.random(in: 0...4, using: &generator) > 1,
        account: UInt8.random(in: 1...5, using: &generator),
        amount: Int.random(in: 0...6, using: &generator),
        reference: "S-\(number + 100)"
      )
    }
    var model = ReferenceModel(start: 10_000, end: 10_000 + length, allocation: revenue + remainder)
    let applied = model.run(events)
    var sample = Sample()
    sample.epoch = Epoch(number: 1, start: Timestamp(10_000), end: Timestamp(10_000 + length))
    sample.remainder = UInt256(UInt64(remainder))
    sample.entries = [
      RevenueEntry(
        time: Timestamp(10_000),
        stream: "subs",
        asset: "usdc",
        amount: SignedAmount(UInt256(UInt64(revenue))),
        reference: "R",
        note: ""
      )
    ]
    sample.events = applied.map { event in
      StakeEvent(
        time: Timestamp(event.time),
        sequence: event.sequence == 0 ? nil : UInt64(event.sequence),
        action: event.isStake ? .stake : .unstake,
        account: Address(repeating: event.account),
        amount: UInt256(UInt64(event.amount)),
        reference: event.reference
      )
    }
    return (sample, model, applied)
  }
}
