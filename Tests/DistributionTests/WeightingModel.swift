import Distribution
import EVMTypes
import TestSupport

/// Lots and weights with plain loops over seconds, one account, slow and obvious.
///
/// - Source: docs/specification.md, section 3.
struct WeightingModel {
  let weighting: Weighting
  var lots: [(start: Int, amount: Int)]
  private(set) var weight = 0

  init(_ weighting: Weighting, lots: [(start: Int, amount: Int)]) {
    self.weighting = weighting
    self.lots = lots
  }

  /// Multiplier × D.
  func multiplier(age: Int) -> Int {
    switch weighting.multiplier {
    case .none: return 1
    case .steps(let steps):
      var factor = 1_000_000
      for step in steps where Int(step.age) <= age { factor = Int(step.factor.partsPerMillion) }
      return factor
    case .linear(let cap, let seconds):
      let growth = Int(cap.partsPerMillion) - 1_000_000
      return 1_000_000 * Int(seconds) + growth * min(age, Int(seconds))
    }
  }

  /// Counts every second; each event is applied in the second at its time.
  mutating func run(_ epoch: Range<Int>, _ events: [(time: Int, amount: Int)]) {
    for second in epoch {
      for event in events where event.time == second {
        if event.amount > 0 {
          lots.append((second, event.amount))
        } else {
          // One unit after the other.
          for _ in 0..<(-event.amount) {
            let place = weighting.withdrawals == .newest ? lots.count - 1 : 0
            lots[place].amount -= 1
            if lots[place].amount == 0 { lots.remove(at: place) }
          }
        }
      }
      for lot in lots { weight += lot.amount * multiplier(age: second - lot.start) }
    }
  }
}

/// One account's stake in a short epoch that looks like chance.
struct WeightingCase {
  var weighting: Weighting
  var epoch: Range<Int>
  var lots: [(start: Int, amount: Int)] = []
  var events: [(time: Int, amount: Int)] = []

  init(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    self.weighting = Self.weighting(&generator)
    let start = 1_000 + Int.random(in: 0...50, using: &generator)
    self.epoch = start..<(start + Int.random(in: 1...80, using: &generator))
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      lots.append(
        (Int.random(in: 900..<start, using: &generator), Int.random(in: 1...9, using: &generator))
      )
    }
    lots.sort { $0.start < $1.start }
    var balance = lots.reduce(0) { $0 + $1.amount }
    let times = (0..<Int.random(in: 0...12, using: &generator))
      .map { _ in Int.random(in: epoch, using: &generator) }.sorted()
    for time in times {
      let amount = Int.random(in: -min(balance, 12)...12, using: &generator)
      balance += amount
      events.append((time, amount))
    }
  }

  private static func weighting(_ generator: inout SeededGenerator) -> Weighting {
    let multiplier: Multiplier
    switch Int.random(in: 0...3, using: &generator) {
    case 0: multiplier = .none
    case 1:
      let ages = Set((0..<4).map { _ in UInt64.random(in: 0...120, using: &generator) }).sorted()
      multiplier = .steps(ages.map { .init(age: $0, factor: .random(&generator)) })
    default:
      multiplier = .linear(
        cap: .random(&generator),
        seconds: UInt64.random(in: 1...150, using: &generator)
      )
    }
    let order = WithdrawalOrder.allCases.randomElement(using: &generator) ?? .newest
    return Weighting(multiplier: multiplier, withdrawals: order)
  }

  /// The figures by the program.
  func stakeTime(_ account: UInt8 = 7) throws -> StakeTime {
    try StakeTime(
      openingLots: lots.map { Lot(account, $0.start, UInt256(UInt64($0.amount))) },
      events: StakeEvents(
        events.enumerated().map { number, event in
          StakeEvent(
            time: Timestamp(event.time),
            sequence: UInt64(number),
            action: event.amount < 0 ? .unstake : .stake,
            account: Address(repeating: account),
            amount: UInt256(UInt64(abs(event.amount))),
            reference: "E-\(number)"
          )
        }
      ),
      epoch: Epoch(
        number: 1,
        start: Timestamp(epoch.lowerBound),
        end: Timestamp(epoch.upperBound)
      ),
      weighting: weighting
    )
  }

  /// The figures by the model.
  func model() -> WeightingModel {
    var model = WeightingModel(weighting, lots: lots)
    model.run(epoch, events)
    return model
  }
}

extension Factor {
  static func random(_ generator: inout SeededGenerator) -> Factor {
    Factor(partsPerMillion: UInt64.random(in: 0...3_000_000, using: &generator)) ?? .one
  }
}
