import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct DistributionPropertyTests {
  @Test("The model that counts every second agrees", arguments: 0..<300)
  func referenceModel(seed: Int) throws {
    let (sample, model, events) = Sample.random(seed: seed)
    let distribution = try sample.distribution()
    #expect(distribution.holders.count == model.holders.count)
    for (account, weight) in model.holders {
      #expect(distribution.holder(account)?.weight == UInt256(UInt64(weight)))
      #expect(distribution.holder(account)?.share == UInt256(UInt64(model.share(account))))
    }
    #expect(distribution.closingLots == StakeLots(model.lots(after: events)))
  }

  @Test("Shares and remainder are the allocation, and every identity holds", arguments: 0..<300)
  func conservation(seed: Int) throws {
    let distribution = try Sample.random(seed: seed).sample.distribution()
    let allocation = distribution.allocation
    var sum = allocation.remainderOut
    for holder in distribution.holders { sum = try sum.adding(holder.share) }
    #expect(sum == allocation.amount)
    #expect(
      allocation.remainderOut < UInt256(UInt64(max(1, distribution.holders.count)))
        || distribution.holders.isEmpty
    )
    #expect(
      distribution.identities.map(\.name) == [
        "streams", "revenue", "contributions", "pool", "allocation", "payment", "claims", "parts",
      ]
    )
    #expect(distribution.identities.allSatisfy { $0.leftTotal == $0.rightTotal })
  }

  @Test(
    "An epoch cut at any second gives weights that add up, and the same lots",
    arguments: 0..<60
  )
  func cutEpoch(seed: Int) throws {
    let sample = Sample.random(seed: seed).sample
    let whole = try sample.distribution()
    let (start, end) = (sample.epoch.start, sample.epoch.end)
    for seconds in (start.unixSeconds + 1)..<max(end.unixSeconds, start.unixSeconds + 1) {
      let cut = Timestamp(Int(seconds))
      var (before, after) = (sample, sample)
      before.epoch = Epoch(number: 1, start: start, end: cut)
      before.events.removeAll { $0.time >= cut }
      let first = try before.distribution()
      after.epoch = Epoch(number: 2, start: cut, end: end)
      after.entries = []
      after.events.removeAll { $0.time < cut }
      after.openingLots = Array(try #require(first.closingLots))
      let second = try after.distribution()
      #expect(second.closingLots == whole.closingLots)
      for account in UInt8(1)...5 {
        let parts = [first, second].map { $0.holder(account)?.weight ?? 0 }
        #expect(try parts[0].adding(parts[1]) == whole.holder(account)?.weight ?? 0)
      }
    }
  }

  @Test("Stake-time of the intervals is the weight", arguments: 0..<300)
  func intervals(seed: Int) throws {
    let distribution = try Sample.random(seed: seed).sample.distribution()
    for holder in distribution.holders {
      var weight = UInt256.zero
      let stakes = try #require(distribution.stakeTime).intervals(of: holder.account)
      for stake in stakes {
        let seconds = UInt256(stake.to.unixSeconds - stake.from.unixSeconds)
        weight = try weight.adding(try stake.amount.multiplied(by: seconds))
      }
      #expect(weight == holder.weight)
      for (stake, next) in zip(stakes, stakes.dropFirst()) {
        #expect(stake.to < next.from || (stake.to == next.from && stake.amount != next.amount))
      }
    }
  }

  @Test("A larger or longer stake never gives a smaller share", arguments: 0..<300)
  func monotone(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var sample = Sample.random(seed: seed).sample
    let base = try sample.distribution().holder(1)?.share ?? 0
    let last = Int(sample.epoch.end.unixSeconds) - 1
    let time = Int.random(in: 10_000...last, using: &generator)
    sample.stake(UInt256(UInt64.random(in: 1...9, using: &generator)), 1, at: time, sequence: 9)
    let larger = try sample.distribution().holder(1)?.share ?? 0
    #expect(larger >= base)
    let added = sample.events.removeLast()
    sample.stake(added.amount, 1, at: Int.random(in: 10_000...time, using: &generator), sequence: 9)
    #expect(try sample.distribution().holder(1)?.share ?? 0 >= larger)
  }

  @Test("The order in which entries and events are booked changes nothing", arguments: 0..<50)
  func permutation(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var sample = Sample.random(seed: seed).sample
    let distribution = try sample.distribution()
    sample.events.shuffle(using: &generator)
    let shuffled = try sample.distribution()
    #expect(shuffled.holders == distribution.holders)
    #expect(shuffled.closingLots == distribution.closingLots)
  }
}
