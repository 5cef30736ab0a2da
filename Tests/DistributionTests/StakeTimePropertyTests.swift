import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct StakeTimePropertyTests {
  static let account = Address(repeating: 7)

  @Test("The model that counts every second agrees", arguments: 0..<400)
  func slowModel(seed: Int) throws {
    let sample = WeightingCase(seed: seed)
    let (found, model) = (try sample.stakeTime(), sample.model())
    #expect(found.weight(of: Self.account) == UInt256(UInt64(model.weight)))
    #expect(
      Array(found.closingLots) == model.lots.map { Lot(7, $0.start, UInt256(UInt64($0.amount))) }
    )
    #expect(found.closing == UInt256(UInt64(model.lots.reduce(0) { $0 + $1.amount })))
    #expect(found.opening == UInt256(UInt64(sample.lots.reduce(0) { $0 + $1.amount })))
  }

  @Test("An epoch cut in two at any second gives weights that add up", arguments: 0..<60)
  func cut(seed: Int) throws {
    let sample = WeightingCase(seed: seed)
    let whole = try sample.stakeTime()
    for second in sample.epoch.dropFirst() {
      var (before, after) = (sample, sample)
      before.epoch = sample.epoch.lowerBound..<second
      before.events.removeAll { $0.time >= second }
      after.epoch = second..<sample.epoch.upperBound
      after.events.removeAll { $0.time < second }
      let first = try before.stakeTime()
      after.lots = first.closingLots.map { lot in
        (Int(lot.start.unixSeconds), Int(lot.amount.asUInt64 ?? 0))
      }
      let second = try after.stakeTime()
      let sum = try first.weight(of: Self.account).adding(second.weight(of: Self.account))
      #expect(sum == whole.weight(of: Self.account))
      #expect(second.closingLots == whole.closingLots && second.opening == first.closing)
    }
  }

  @Test(
    "The pieces are ordered, distinct, of one rule, and weigh what the account does",
    arguments: 0..<300
  )
  func pieces(seed: Int) throws {
    let sample = WeightingCase(seed: seed)
    let found = try sample.stakeTime()
    let model = WeightingModel(sample.weighting, lots: [])
    let pieces = found.pieces(of: Self.account)
    var sum = 0
    for piece in pieces {
      let (start, from) = (Int(piece.start.unixSeconds), Int(piece.from.unixSeconds))
      let amount = try #require(piece.amount.asUInt64)
      let ages = (from - start)..<(Int(piece.to.unixSeconds) - start)
      #expect(!ages.isEmpty && amount > 0 && start <= from)
      let weight = ages.reduce(0) { $0 + model.multiplier(age: $1) } * Int(amount)
      #expect(piece.weight == UInt256(UInt64(weight)))
      expectOneRule(piece.factor, ages, sample.weighting.multiplier, model)
      sum += weight
    }
    #expect(found.weight(of: Self.account) == UInt256(UInt64(sum)))
    for (left, right) in zip(pieces, pieces.dropFirst()) {
      #expect((left.start, left.from, left.to) < (right.start, right.from, right.to))
    }
  }

  private func expectOneRule(
    _ factor: Factor?,
    _ ages: Range<Int>,
    _ multiplier: Multiplier,
    _ model: WeightingModel
  ) {
    guard let factor else {
      guard case .linear(_, let seconds) = multiplier else {
        Issue.record("only linear growth has no factor")
        return
      }
      #expect(ages.upperBound <= Int(seconds))
      return
    }
    let scale = model.multiplier(age: 0)
    for age in ages {
      switch multiplier {
      case .none: #expect(factor == .one)
      case .steps: #expect(Int(factor.partsPerMillion) == model.multiplier(age: age))
      case .linear(_, let seconds):
        #expect(Int(factor.partsPerMillion) * Int(seconds) == model.multiplier(age: age))
        #expect(scale == 1_000_000 * Int(seconds))
      }
    }
  }

  @Test(
    "Every second's stake is that of the intervals, of the pieces and of the model",
    arguments: 0..<200
  )
  func stakeBySecond(seed: Int) throws {
    let sample = WeightingCase(seed: seed)
    let found = try sample.stakeTime()
    let intervals = found.intervals(of: Self.account)
    for (left, right) in zip(intervals, intervals.dropFirst()) {
      #expect(left.to < right.from || (left.to == right.from && left.amount != right.amount))
    }
    var model = WeightingModel(.plain, lots: sample.lots)
    var total = 0
    for second in sample.epoch {
      model.run(second..<(second + 1), sample.events)
      let staked = UInt256(UInt64(model.weight - total))
      total = model.weight
      let time = Timestamp(second)
      let interval = intervals.first { $0.from <= time && time < $0.to }
      #expect(interval?.amount ?? 0 == staked)
      var sum = UInt256.zero
      for piece in found.pieces(of: Self.account) where piece.from <= time && time < piece.to {
        sum = try sum.adding(piece.amount)
      }
      #expect(sum == staked)
    }
  }

  @Test("Each account weighs what it weighs alone", arguments: 0..<20)
  func together(seed: Int) throws {
    var (lots, events): ([Lot], [StakeEvent]) = ([], [])
    let cases = (1...9).map { number in
      var sample = WeightingCase(seed: seed * 10 + number)
      sample.weighting = WeightingCase(seed: seed).weighting
      return sample
    }
    let epoch = Epoch(number: 1, start: Timestamp(900), end: Timestamp(1_200))
    for (number, sample) in cases.enumerated() {
      let account = UInt8(90 - number * 10)
      for (start, amount) in sample.lots {
        events.append(event(account, start, amount, events.count))
      }
      for (time, amount) in sample.events {
        events.append(event(account, time, amount, events.count))
      }
    }
    lots = [Lot(10, 5, 3), Lot(25, 5, 1), Lot(90, 6, 2)]
    let weighting = cases[0].weighting
    let all = try StakeTime(
      openingLots: lots,
      events: StakeEvents(events.sorted()),
      epoch: epoch,
      weighting: weighting
    )
    #expect(all.weights.map(\.account) == all.weights.map(\.account).sorted())
    for account in Set(lots.map(\.account) + events.map(\.account)) {
      let alone = try StakeTime(
        openingLots: lots.filter { $0.account == account },
        events: StakeEvents(events.sorted().filter { $0.account == account }),
        epoch: epoch,
        weighting: weighting
      )
      #expect(alone.weights == all.weights.filter { $0.account == account })
      #expect(Array(alone.closingLots) == all.closingLots.filter { $0.account == account })
      #expect(alone.pieces(of: account) == all.pieces(of: account))
    }
  }

  private func event(_ account: UInt8, _ time: Int, _ amount: Int, _ number: Int) -> StakeEvent {
    StakeEvent(
      time: Timestamp(time),
      sequence: UInt64(number),
      action: amount < 0 ? .unstake : .stake,
      account: Address(repeating: account),
      amount: UInt256(UInt64(abs(amount))),
      reference: "E-\(number)"
    )
  }
}
