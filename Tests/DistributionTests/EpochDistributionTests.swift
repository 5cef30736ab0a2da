import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct EpochDistributionTests {
  @Test func poolIsSplitByTheDecision() throws {
    var sample = Sample()
    (sample.poolShare, sample.stakerShare) = (333_333, 500_000)
    sample.earn(1_000)
    let distribution = try sample.distribution()
    let stream = distribution.streams[0]
    // 33.3333% of 1000 is 333.333, half of 333 is 166.5.
    #expect((stream.revenue, stream.contribution, stream.retained) == (1_000, 333, 667))
    #expect(distribution.pool.allocated == 166)
    #expect(distribution.pool.reinvested == SignedAmount(167))
  }

  @Test(
    "A stream below zero carries its deficit",
    arguments: [
      // entries, deficit in -> revenue, deficit out
      (1_000, 0, 1_000, 0), (-1_000, 0, 0, 1_000), (1_000, 400, 600, 0), (400, 1_000, 0, 600),
      (1_000, 1_000, 0, 0), (0, 7, 0, 7), (-5, 7, 0, 12),
    ] as [(Int, UInt64, UInt64, UInt64)]
  )
  func deficit(entries: Int, deficitIn: UInt64, revenue: UInt64, deficitOut: UInt64) throws {
    var sample = Sample()
    sample.deficits = [UInt256(deficitIn)]
    sample.earn(SignedAmount(UInt256(UInt64(entries.magnitude)), isNegative: entries < 0))
    let stream = try sample.distribution().streams[0]
    #expect(stream.revenue == UInt256(revenue))
    #expect(stream.deficitOut == UInt256(deficitOut))
  }

  @Test func oneStreamsDeficitLeavesTheOthersWhole() throws {
    var sample = Sample()
    (sample.streams, sample.poolShares, sample.deficits) = (["a", "b"], ["a", "b"], [0, 0])
    sample.earn(1_000, "a")
    sample.earn(SignedAmount(3_000, isNegative: true), "b")
    let distribution = try sample.distribution()
    #expect(distribution.totals.entries == SignedAmount(2_000, isNegative: true))
    #expect(distribution.pool.amount == 1_000)
    #expect(distribution.totals.deficitOut == 3_000)
  }

  @Test func withoutWeightAllIsRemainder() throws {
    var sample = Sample()
    sample.remainder = 17
    sample.earn(1_000)
    let distribution = try sample.distribution()
    #expect(distribution.holders.isEmpty && distribution.stake.totalWeight == 0)
    #expect(distribution.allocation.amount == 1_017)
    #expect(distribution.allocation.remainderOut == 1_017)
  }

  @Test func remainderInIsDividedToo() throws {
    var sample = Sample()
    sample.remainder = 2
    sample.earn(1)
    for account in [UInt8(1), 2, 3] { sample.stake(5, account, at: 10_000) }
    let distribution = try sample.distribution()
    #expect(distribution.holders.map(\.share) == [1, 1, 1])
    #expect(distribution.allocation.remainderOut == 0)
  }

  @Test func excludedAccountHasNoWeightAndKeepsItsLots() throws {
    var sample = Sample()
    sample.exclusions = [2]
    sample.earn(100)
    sample.stake(5, 1, at: 10_000)
    sample.stake(95, 2, at: 10_000)
    let distribution = try sample.distribution()
    #expect(distribution.holders.map(\.share) == [100])
    #expect(distribution.stake.totalWeight == 5_000)
    #expect(distribution.stake.movement?.closing == 100)
    #expect(distribution.closingLots == [Lot(1, 10_000, 5), Lot(2, 10_000, 95)])
  }

  @Test(
    "Stake counts from its second to the end",
    arguments: [
      (10_000, 1_000), (10_001, 999), (10_500, 500), (10_999, 1),
    ] as [(Int, UInt64)]
  )
  func weightFromTime(time: Int, seconds: UInt64) throws {
    var sample = Sample()
    sample.stake(7, 1, at: time)
    #expect(try sample.distribution().holder(1)?.weight == UInt256(7 * seconds))
  }

  @Test(
    "Stake that is taken out counts up to its second",
    arguments: [
      (10_000, 0), (10_001, 1), (10_999, 999),
    ] as [(Int, UInt64)]
  )
  func weightUntilTime(time: Int, seconds: UInt64) throws {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, 7)]
    sample.unstake(7, 1, at: time)
    let distribution = try sample.distribution()
    #expect(distribution.holder(1)?.weight == (seconds == 0 ? nil : UInt256(7 * seconds)))
    #expect(distribution.stake.movement?.opening == 7 && distribution.stake.movement?.closing == 0)
    #expect(distribution.closingLots == [])
  }

  @Test(
    "The newest lots go first",
    arguments: [
      (UInt256(1), [Lot(1, 5, 10), Lot(1, 6, 20), Lot(1, 10_000, 29)]),
      (30, [Lot(1, 5, 10), Lot(1, 6, 20)]),
      (31, [Lot(1, 5, 10), Lot(1, 6, 19)]),
      (50, [Lot(1, 5, 10)]),
      (59, [Lot(1, 5, 1)]),
      (60, []),
    ] as [(UInt256, [Lot])]
  )
  func withdrawal(amount: UInt256, left: [Lot]) throws {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, 10), Lot(1, 6, 20)]
    sample.stake(30, 1, at: 10_000)
    sample.unstake(amount, 1, at: 10_010)
    #expect(try sample.distribution().closingLots == StakeLots(left))
  }

  @Test func lotsOfOneSecondStayApart() throws {
    var sample = Sample()
    sample.stake(1, 1, at: 10_010)
    sample.stake(2, 1, at: 10_010)
    sample.unstake(1, 1, at: 10_011)
    #expect(try sample.distribution().closingLots == [Lot(1, 10_010, 1), Lot(1, 10_010, 1)])
  }

  @Test func eventsOfOneSecondThatCancelLeaveOneInterval() throws {
    var sample = Sample()
    sample.stake(5, 1, at: 10_000)
    sample.unstake(3, 1, at: 10_500, sequence: 1)
    sample.stake(3, 1, at: 10_500, sequence: 2)
    let distribution = try sample.distribution()
    #expect(
      distribution.intervals(of: 1) == [
        StakeInterval(from: Timestamp(10_000), to: Timestamp(11_000), amount: 5)
      ]
    )
    #expect(distribution.holder(1)?.weight == 5_000)
  }

  @Test func intervalsLeaveOutTimesWithoutStake() throws {
    var sample = Sample()
    sample.stake(5, 1, at: 10_100)
    sample.unstake(5, 1, at: 10_200)
    sample.stake(8, 1, at: 10_900)
    #expect(
      try sample.distribution().intervals(of: 1) == [
        StakeInterval(from: Timestamp(10_100), to: Timestamp(10_200), amount: 5),
        StakeInterval(from: Timestamp(10_900), to: Timestamp(11_000), amount: 8),
      ]
    )
  }

  @Test func eventsOfAmountZeroChangeNothing() throws {
    var sample = Sample()
    sample.stake(0, 1, at: 10_000)
    sample.unstake(0, 2, at: 10_000)
    let distribution = try sample.distribution()
    #expect(distribution.holders.isEmpty && distribution.closingLots == [])
    #expect(distribution.stake.movement?.eventCount == 2)
  }

  @Test(
    "More than the stake cannot be taken out",
    arguments: [
      (UInt256(8), UInt256(0), 10_500), (1, 7, 10_400), (.max, 0, 10_500),
    ] as [(UInt256, UInt256, Int)]
  )
  func unstakeAboveStake(first: UInt256, second: UInt256, time: Int) {
    var sample = Sample()
    sample.stake(7, 1, at: 10_400)
    if second != 0 { sample.unstake(second, 1, at: 10_450) }
    sample.unstake(first, 1, at: 10_500)
    let culprit = sample.events[sample.events.count - 1].reference
    let error = DistributionError.unstakeAboveStake(Address(repeating: 1), culprit)
    #expect(throws: error) { try sample.distribution() }
  }

  @Test func stakeOfASecondCanBeTakenOutInIt() throws {
    var sample = Sample()
    sample.unstake(7, 1, at: 10_400)
    sample.stake(7, 1, at: 10_400)
    #expect(try sample.distribution().holders.isEmpty)
    sample.events[0] = StakeEvent(
      time: Timestamp(10_400),
      sequence: 1,
      action: .unstake,
      account: Address(repeating: 1),
      amount: 7,
      reference: "S-0"
    )
    #expect(throws: Never.self) { try sample.distribution() }
  }
}
