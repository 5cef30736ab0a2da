import Distribution
import EVMTypes
import TestSupport
import Testing

/// Figures that do not fit are errors; a trap would end the test run.
@Suite struct OverflowTests {
  static let half = UInt256(hex: "8" + String(repeating: "0", count: 63))

  @Test func entriesOfAStream() {
    var sample = Sample()
    sample.earn(.max)
    sample.earn(1)
    expectOverflow(sample, "the revenue of stream subs")
  }

  @Test func entriesBelowZero() {
    var sample = Sample()
    sample.deficits = [1]
    sample.earn(SignedAmount(.max, isNegative: true))
    expectOverflow(sample, "the revenue of stream subs")
  }

  @Test func streamsTogether() {
    var sample = Sample()
    (sample.streams, sample.poolShares, sample.deficits) = (["a", "b"], ["a", "b"], [0, 0])
    sample.earn(Self.half, "a")
    sample.earn(Self.half, "b")
    expectOverflow(sample, "a total in usdc")
  }

  @Test func remainderAndAllocated() {
    var sample = Sample()
    sample.remainder = 1
    sample.earn(.max)
    expectOverflow(sample, "a total in usdc")
  }

  @Test func stakeOfAnAccount() {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, .max)]
    sample.stake(1, 1, at: 10_500)
    expectOverflow(sample, "the stake of \(Address(repeating: 1))")
  }

  @Test("Opening lots of one account or of two", arguments: [UInt8(1), 2])
  func openingLots(second: UInt8) {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, Self.half), Lot(second, 5, Self.half)]
    expectOverflow(sample, "stake × time")
  }

  @Test func weightOfAnAccount() {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, .max)]
    expectOverflow(sample, "stake × time")
  }

  @Test func weightOfStakeThatIsTakenOut() {
    var sample = Sample()
    sample.openingLots = [Lot(1, 5, .max)]
    sample.unstake(.max, 1, at: 10_002)
    expectOverflow(sample, "the stake of \(Address(repeating: 1))")
  }

  @Test func weightOfAllAccounts() throws {
    var sample = Sample()
    let amount = try #require(UInt256.max.quotientAndRemainder(dividingBy: 1_000)).quotient
    sample.openingLots = [Lot(1, 5, amount)]
    #expect(throws: Never.self) { try sample.distribution() }
    sample.openingLots += [Lot(2, 5, amount)]
    expectOverflow(sample, "the total weight")
  }

  @Test func theLargestFiguresThatFit() throws {
    var sample = Sample()
    sample.epoch = Epoch(number: 1, start: Timestamp(10_000), end: Timestamp(10_001))
    sample.entries = [
      RevenueEntry(
        time: Timestamp(10_000),
        stream: "subs",
        asset: "usdc",
        amount: SignedAmount(.max),
        reference: "R",
        note: ""
      )
    ]
    sample.stake(try UInt256.max.subtracting(1), 1, at: 10_000)
    sample.stake(1, 2, at: 10_000)
    let distribution = try sample.distribution()
    // max x (max - 1) / max = max - 1, and max x 1 / max = 1.
    #expect(distribution.holder(1)?.share == (try UInt256.max.subtracting(1)))
    #expect(distribution.holder(2)?.share == 1)
    #expect(distribution.allocation.remainderOut == 0)
  }

  private func expectOverflow(_ sample: Sample, _ figure: String) {
    #expect(throws: DistributionError.overflow(figure)) { try sample.distribution() }
  }
}
