import Distribution
import EVMTypes
import TestSupport
import Testing

/// Weights and pieces worked out by hand, for epochs of 1,000 seconds from 10,000.
@Suite struct StakeTimeTests {
  static let account = Address(repeating: 1)
  /// Twice at 1,000 seconds.
  static let growth = Multiplier.linear(cap: factor(2_000_000), seconds: 1_000)

  static func factor(_ partsPerMillion: UInt64) -> Factor {
    guard let factor = Factor(partsPerMillion: partsPerMillion) else {
      preconditionFailure("not a factor: \(partsPerMillion)")
    }
    return factor
  }

  private func stakeTime(
    _ sample: Sample,
    _ multiplier: Multiplier = .none,
    _ order: WithdrawalOrder = .newest
  ) throws -> StakeTime {
    try StakeTime(
      openingLots: sample.openingLots,
      events: StakeEvents(sample.events.sorted()),
      epoch: sample.epoch,
      weighting: Weighting(multiplier: multiplier, withdrawals: order)
    )
  }

  private func piece(
    _ start: Int,
    _ from: Int,
    _ to: Int,
    _ amount: UInt256,
    _ factor: Factor?,
    _ weight: UInt256
  ) -> StakePiece {
    StakePiece(
      start: Timestamp(start),
      from: Timestamp(from),
      to: Timestamp(to),
      amount: amount,
      factor: factor,
      weight: weight
    )
  }

  @Test func plainStakeCountsItsSeconds() throws {
    var sample = Sample()
    sample.stake(100, 1, at: 10_000)
    sample.unstake(40, 1, at: 10_250)
    let found = try stakeTime(sample)
    #expect(found.weights == [AccountWeight(account: Self.account, weight: 70_000)])
    #expect(
      found.pieces(of: Self.account) == [
        piece(10_000, 10_000, 10_250, 40, .one, 10_000),
        piece(10_000, 10_000, 11_000, 60, .one, 60_000),
      ]
    )
    #expect(found.opening == 0 && found.closing == 60)
  }

  @Test func stepsCutALot() throws {
    var sample = Sample()
    sample.openingLots = [Lot(1, 9_900, 10)]
    let steps: [Multiplier.Step] = [
      .init(age: 200, factor: Self.factor(1_500_000)),
      .init(age: 600, factor: Self.factor(2_000_000)),
    ]
    let found = try stakeTime(sample, .steps(steps))
    #expect(found.weight(of: Self.account) == 17_000_000_000)
    #expect(
      found.pieces(of: Self.account) == [
        piece(9_900, 10_000, 10_100, 10, .one, 1_000_000_000),
        piece(9_900, 10_100, 10_500, 10, Self.factor(1_500_000), 6_000_000_000),
        piece(9_900, 10_500, 11_000, 10, Self.factor(2_000_000), 10_000_000_000),
      ]
    )
  }

  @Test func aStepAtAgeZeroHoldsFromTheStart() throws {
    var sample = Sample()
    sample.stake(1, 1, at: 10_999)
    let found = try stakeTime(sample, .steps([.init(age: 0, factor: Self.factor(250_000))]))
    #expect(found.weight(of: Self.account) == 250_000)
    #expect(found.pieces(of: Self.account).map(\.factor) == [Self.factor(250_000)])
  }

  @Test(
    "Growth to twice, and decay to a half, within four seconds",
    arguments: [
      // 4 + 5 + 6 + 7 + 6 x 8 = 70 and 4 + 3.5 + 3 + 2.5 + 6 x 2 = 25 million, times 3.
      (2_000_000, 66_000_000, 144_000_000), (500_000, 39_000_000, 36_000_000),
      (1_000_000, 48_000_000, 72_000_000), (0, 30_000_000, 0),
    ] as [(UInt64, UInt64, UInt64)]
  )
  func linear(cap: UInt64, growing: UInt64, capped: UInt64) throws {
    var sample = Sample()
    sample.stake(3, 1, at: 10_990)
    let found = try stakeTime(sample, .linear(cap: Self.factor(cap), seconds: 4))
    #expect(found.weight(of: Self.account) == UInt256(growing + capped))
    #expect(
      found.pieces(of: Self.account) == [
        piece(10_990, 10_990, 10_994, 3, nil, UInt256(growing)),
        piece(10_990, 10_994, 11_000, 3, Self.factor(cap), UInt256(capped)),
      ]
    )
  }

  @Test(
    "A withdrawal takes the newest or the oldest lot",
    arguments: [
      (.newest, [Lot(1, 10_000, 10), Lot(1, 10_100, 5)], "23092000000000"),
      (.oldest, [Lot(1, 10_100, 15)], "22292000000000"),
    ] as [(WithdrawalOrder, [Lot], String)]
  )
  func withdrawalOrder(order: WithdrawalOrder, lots: [Lot], weight: String) throws {
    var sample = Sample()
    sample.stake(10, 1, at: 10_000)
    sample.stake(20, 1, at: 10_100)
    sample.unstake(15, 1, at: 10_200)
    let found = try stakeTime(sample, Self.growth, order)
    #expect(Array(found.closingLots) == lots)
    #expect(found.weight(of: Self.account) == UInt256(weight))
  }

  @Test func lotsOfOneSecondStayTwoAndTheirPiecesAreOne() throws {
    var sample = Sample()
    sample.stake(2, 1, at: 10_500, sequence: 1)
    sample.stake(3, 1, at: 10_500, sequence: 2)
    sample.stake(0, 1, at: 10_600)
    sample.unstake(0, 1, at: 10_600)
    let found = try stakeTime(sample)
    #expect(found.closingLots == [Lot(1, 10_500, 2), Lot(1, 10_500, 3)])
    #expect(found.pieces(of: Self.account) == [piece(10_500, 10_500, 11_000, 5, .one, 2_500)])
  }

  @Test func stakeThatIsTakenOutInItsSecondCountsNothing() throws {
    var sample = Sample()
    sample.stake(2, 1, at: 10_500, sequence: 1)
    sample.unstake(2, 1, at: 10_500, sequence: 2)
    let found = try stakeTime(sample, Self.growth)
    #expect(found.weights == [AccountWeight(account: Self.account, weight: 0)])
    #expect(found.pieces(of: Self.account).isEmpty && found.closingLots.isEmpty)
    #expect(found.intervals(of: Self.account).isEmpty)
  }

  @Test func aLotThatStartsAtTheEndCountsNothingAndStays() throws {
    var sample = Sample()
    sample.stake(2, 1, at: 11_000)
    let found = try stakeTime(sample, Self.growth)
    #expect(found.weight(of: Self.account) == 0 && found.pieces(of: Self.account).isEmpty)
    #expect(found.closingLots == [Lot(1, 11_000, 2)])
  }

  @Test func aLotAsOldAsTheStepAtTheEndDoesNotReachIt() throws {
    var sample = Sample()
    sample.stake(1, 1, at: 10_000)
    let found = try stakeTime(sample, .steps([.init(age: 1_000, factor: Self.factor(0))]))
    #expect(found.pieces(of: Self.account).map(\.factor) == [.one])
    #expect(found.weight(of: Self.account) == 1_000_000_000)
  }

  @Test func leapDaysCount() throws {
    var sample = Sample()
    // 2024-02-28 to 2024-03-01 are two days.
    sample.epoch = Epoch(
      number: 1,
      start: Timestamp(1_709_078_400),
      end: Timestamp(1_709_251_200)
    )
    sample.stake(1, 1, at: 1_709_078_400)
    #expect(try stakeTime(sample).weight(of: Self.account) == 172_800)
  }

  @Test func unknownAccountsHaveNothing() throws {
    let found = try stakeTime(Sample())
    #expect(found.weights.isEmpty && found.weight(of: Self.account) == 0)
    #expect(found.pieces(of: Self.account).isEmpty && found.intervals(of: Self.account).isEmpty)
  }

  @Test func theFirstUnstakeAboveTheStakeIsTheError() throws {
    var sample = Sample()
    sample.stake(1, 1, at: 10_100)
    sample.unstake(2, 1, at: 10_300)
    sample.unstake(1, 9, at: 10_200)
    let error = DistributionError.unstakeAboveStake(Address(repeating: 9), "S-2")
    #expect(throws: error) { try stakeTime(sample) }
  }
}
