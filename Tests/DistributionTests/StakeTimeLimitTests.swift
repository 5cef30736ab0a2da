import Distribution
import EVMTypes
import TestSupport
import Testing

/// Figures at the edges of their widths, worked out with Python's integers.
@Suite struct StakeTimeLimitTests {
  static let account = Address(repeating: 1)
  static let growth = Multiplier.linear(cap: StakeTimeTests.factor(2_000_000), seconds: 4)

  private func stakeTime(
    _ amount: UInt256,
    _ start: Int,
    _ epoch: Range<Int>,
    _ multiplier: Multiplier
  ) throws -> StakeTime {
    try StakeTime(
      openingLots: [Lot(1, start, amount)],
      events: [],
      epoch: Epoch(
        number: 1,
        start: Timestamp(epoch.lowerBound),
        end: Timestamp(epoch.upperBound)
      ),
      weighting: Weighting(multiplier: multiplier, withdrawals: .newest)
    )
  }

  @Test func aWholeSupplyForFiftyYears() throws {
    // 1970 to 2020, three times at four years.
    let multiplier = Multiplier.linear(
      cap: StakeTimeTests.factor(3_000_000),
      seconds: 126_230_400
    )
    let amount = UInt256("100000000000000000000000000")
    let whole = try stakeTime(amount, 0, 0..<1_577_836_800, multiplier)
    #expect(
      whole.weight(of: Self.account)
        == UInt256("58157879718576960000000000000000000000000000000000")
    )
    var sum = UInt256.zero
    for start in stride(from: 0, to: 1_577_836_800, by: 31_556_736) {
      let year = try stakeTime(amount, 0, start..<(start + 31_556_736), multiplier)
      sum = try sum.adding(year.weight(of: Self.account))
    }
    #expect(sum == whole.weight(of: Self.account))
  }

  @Test(
    "Amounts about 2^128",
    arguments: [
      ("ffffffffffffffffffffffffffffffff", "23819765684465692442436222520223774801850000000"),
      ("100000000000000000000000000000000", "23819765684465692442436222520223774801920000000"),
    ]
  )
  func limbBorder(amount: String, weight: String) throws {
    let found = try stakeTime(UInt256(hex: amount), 100, 100..<110, Self.growth)
    #expect(found.weight(of: Self.account) == UInt256(weight))
  }

  @Test func theLargestAmountForOneSecond() throws {
    let found = try stakeTime(.max, 5, 100..<101, .none)
    #expect(found.weight(of: Self.account) == .max)
    #expect(found.pieces(of: Self.account).map(\.weight) == [.max])
    #expect(found.opening == .max && found.closing == .max)
  }

  @Test("What does not fit is an error", arguments: [Multiplier.none, growth, .steps([])])
  func overflow(multiplier: Multiplier) {
    #expect(throws: DistributionError.overflow("stake × time")) {
      try stakeTime(.max, 5, 100..<102, multiplier)
    }
  }

  @Test("The longest time and the largest rule that there are")
  func largestRule() throws {
    let cap = StakeTimeTests.factor(1_000_000_000)
    let last = Int(Timestamp.last.unixSeconds)
    for seconds in [1, UInt64(last), .max] {
      let found = try stakeTime(1, 0, 0..<last, .linear(cap: cap, seconds: seconds))
      #expect(!found.weight(of: Self.account).isZero)
    }
    let steps = Multiplier.steps([.init(age: 1, factor: cap), .init(age: .max, factor: cap)])
    // One second once, all others a thousand times.
    let found = try stakeTime(1, 0, 0..<last, steps)
    #expect(found.weight(of: Self.account) == UInt256("253402300798001000000"))
  }
}
