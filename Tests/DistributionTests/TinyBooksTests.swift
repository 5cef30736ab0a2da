import Distribution
import EVMTypes
import TestSupport
import Testing

/// The figures that Tests/EndToEndTests/Books/tiny/README.md works out by hand.
@Suite struct TinyBooksTests {
  static let day = 86_400
  /// 2026-01-01T00:00:00Z.
  static let start = 1_767_225_600
  static let accounts: [Character: UInt8] = ["A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6]

  @Test func firstEpoch() throws {
    let distribution = try Self.firstEpoch()
    #expect(distribution.pool.amount == 20_000_000_000)
    #expect(distribution.pool.allocated == 10_000_000_000)
    #expect(distribution.stake.totalWeight == 10_000 * UInt256.tokenDay)
    let days: [Character: UInt64] = [
      "A": 1_000, "B": 2_000, "C": 3_000, "D": 2_000, "E": 1_000, "F": 1_000,
    ]
    for (name, tokenDays) in days {
      let holder = try #require(distribution.holder(Self.accounts[name] ?? 0))
      #expect(holder.weight == tokenDays * UInt256.tokenDay)
      #expect(holder.share == UInt256(tokenDays * 1_000_000))
    }
    #expect(distribution.allocation.remainderOut == 0)
  }

  @Test func secondEpoch() throws {
    let first = try Self.firstEpoch()
    var sample = Self.sample(number: 2, firstDay: 10)
    sample.openingLots = Array(try #require(first.closingLots))
    sample.earn(20_000_000_029, "subs", day: 11)
    sample.earn(1_000_000_000, "ads", day: 13)
    sample.earn(SignedAmount(3_000_000_000, isNegative: true), "ads", day: 19)
    sample.unstake(300 * UInt256.token, 3, at: Self.start + 10 * Self.day)
    sample.unstake(100 * UInt256.token, 6, at: Self.start + 10 * Self.day)
    sample.unstake(400 * UInt256.token, 5, at: Self.start + 15 * Self.day)
    let distribution = try sample.distribution()
    #expect(distribution.streams[0].contribution == 10_000_000_014)
    #expect(distribution.streams[0].retained == 10_000_000_015)
    #expect(distribution.streams[1].revenue == 0)
    #expect(distribution.streams[1].deficitOut == 2_000_000_000)
    #expect(distribution.pool.allocated == 5_000_000_007)
    #expect(distribution.pool.reinvested == SignedAmount(5_000_000_007))
    let shares: [Character: UInt256] = [
      "A": 500_000_000, "B": 1_000_000_001, "D": 2_000_000_002, "E": 1_500_000_002,
    ]
    #expect(distribution.holders.count == 4)
    for (name, share) in shares {
      #expect(distribution.holder(Self.accounts[name] ?? 0)?.share == share)
    }
    #expect(distribution.allocation.remainderOut == 2)
  }

  private static func firstEpoch() throws -> EpochDistribution {
    var sample = sample(number: 1, firstDay: 0)
    sample.earn(12_000_000_000, "subs", day: 1)
    sample.earn(9_000_000_000, "subs", day: 4)
    sample.earn(SignedAmount(1_000_000_000, isNegative: true), "subs", day: 5)
    sample.earn(10_000_000_000, "ads", day: 7)
    for (account, amount, day) in [
      (1, 100, 0), (2, 200, 0), (3, 300, 0), (4, 400, 5), (5, 500, 8), (6, 100, 0),
    ] {
      sample.stake(UInt64(amount) * UInt256.token, UInt8(account), at: start + day * self.day)
    }
    return try sample.distribution()
  }

  private static func sample(number: Int, firstDay: Int) -> Sample {
    var sample = Sample()
    sample.epoch = Epoch(
      number: number,
      start: Timestamp(start + firstDay * day),
      end: Timestamp(start + (firstDay + 10) * day)
    )
    (sample.streams, sample.poolShares, sample.deficits) = (
      ["subs", "ads"], ["subs", "ads"], [0, 0]
    )
    sample.poolShareOverrides = ["subs": 500_000]
    sample.stakerShare = 500_000
    return sample
  }
}

extension UInt256 {
  /// A whole token of 18 decimals.
  fileprivate static let token: UInt256 = 1_000_000_000_000_000_000
  /// A whole token staked for a day, in base units x seconds.
  fileprivate static let tokenDay = 86_400 * token

  fileprivate static func * (left: UInt64, right: UInt256) -> UInt256 {
    right.multipliedFullWidth(by: UInt256(left)).low
  }
}

extension Sample {
  fileprivate mutating func earn(_ amount: UInt256, _ stream: String, day: Int) {
    earn(SignedAmount(amount), stream, day: day)
  }

  fileprivate mutating func earn(_ amount: SignedAmount, _ stream: String, day: Int) {
    entries.append(
      RevenueEntry(
        time: Timestamp(TinyBooksTests.start + day * TinyBooksTests.day),
        stream: stream,
        asset: "usdc",
        amount: amount,
        reference: "R-\(entries.count)",
        note: ""
      )
    )
  }
}
