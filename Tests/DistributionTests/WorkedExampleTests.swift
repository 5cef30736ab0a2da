import Distribution
import EVMTypes
import TestSupport
import Testing

/// The epoch that docs/specification.md, section 10, works out by hand.
@Suite struct WorkedExampleTests {
  static let day: UInt64 = 86_400
  /// 2026-01-11T00:00:00Z.
  static let start = 1_768_089_600
  static let (a, b, c, d, e, f): (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (1, 2, 3, 4, 5, 6)

  static func time(_ day: Int) -> Timestamp { Timestamp(start + (day - 11) * 86_400) }

  static func address(_ account: UInt8) -> Address { Address(repeating: account) }

  static func payout() throws -> PayoutDistribution {
    try #require(try distribution().payout("usdc"))
  }

  static func distribution() throws -> EpochDistribution { try EpochDistribution(of: inputs()) }

  static func inputs() throws -> EpochInputs {
    try EpochInputs(
      terms: try terms(),
      entries: [
        entry(12, "subs", "usdc", SignedAmount(1_000_000_000), "S-1"),
        entry(12, "ads", "eur", SignedAmount(20_000), "X-1", converted: SignedAmount(216_502_000)),
        entry(
          18,
          "ads",
          "eur",
          SignedAmount(5_001, isNegative: true),
          "X-2",
          converted: SignedAmount(54_136_325, isNegative: true),
          refunds: "X-1"
        ),
      ],
      rates: [
        Rate(time: time(10), asset: "eur", rate: rate("1.08251"), source: "bank"),
        Rate(time: time(15), asset: "eur", rate: rate("1.2"), source: "bank"),
      ],
      returned: [
        ReturnedAmount(
          time: time(13),
          asset: "usdc",
          amount: 5_000_000,
          epoch: 1,
          reference: "R-1",
          note: ""
        )
      ],
      adjustments: [
        adjustment(a, SignedAmount(1_000_000, isNegative: true), "A-1"),
        adjustment(c, SignedAmount(3_000_000), "A-2"),
      ],
      events: [
        event(11, .stake, b, 200), event(16, .unstake, b, 50), event(20, .stake, c, 10),
      ],
      openingLots: [
        Lot(account: address(a), start: time(9), amount: 100),
        Lot(account: address(d), start: time(1), amount: 1_000),
      ],
      openingBalances: [
        balance(a, .zero, 40_000_000), balance(b, .zero, 7_000_000),
        balance(c, SignedAmount(1_200_000), 0), balance(f, SignedAmount(700_000), 0),
      ]
    )
  }

  private static func terms() throws -> EpochTerms {
    let usdc = Asset(
      id: "usdc",
      token: Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
    )
    let eur = Asset(
      id: "eur",
      token: Token(symbol: "EUR", name: "Euro", decimals: 2, contract: nil)
    )
    return EpochTerms(
      ruleset: .v2,
      epoch: Epoch(number: 2, start: time(11), end: time(21)),
      chain: Chain(id: 1, name: "Ethereum"),
      token: Token(symbol: "T", name: "Token", decimals: 0, contract: nil),
      assets: [
        BookedAsset(asset: usdc, payout: "usdc"), BookedAsset(asset: eur, payout: "usdc"),
      ],
      payouts: [
        PayoutTerms(
          asset: usdc,
          distributor: nil,
          tree: .standard,
          scheme: .cumulative,
          minimum: 5_000_000,
          carriedIn: CarriedIn(remainder: 17, deficits: [0, 10_000_000])
        )
      ],
      streams: ["subs", "ads"].map { Stream(id: $0, title: $0, description: "") },
      decision: Decision(
        id: "D-1",
        title: "Share",
        decidedAt: time(1),
        effectiveEpoch: 1,
        stakerShare: Percentage(of: 400_000),
        poolShares: [
          PoolShare(stream: "subs", share: Percentage(of: 500_000)),
          PoolShare(stream: "ads", share: Percentage(of: 1_000_000)),
        ],
        rationale: "Because.",
        link: "https://vote.example/1",
        tally: [],
        quorum: nil,
        retroactive: nil
      ),
      weighting: Weighting(
        multiplier: .steps([
          .init(age: 5 * day, factor: try #require(Factor(text: "1.5")))
        ]),
        withdrawals: .newest
      ),
      exclusions: [Exclusion(account: address(d), reason: "Treasury")],
      redirections: [
        Redirection(
          account: address(b),
          beneficiary: address(e),
          since: time(2),
          evidence: .transaction(Digest(keccak256Of: [1]))
        )
      ]
    )
  }

  private static func rate(_ text: String) -> ExchangeRate {
    guard let rate = ExchangeRate(text: text) else { preconditionFailure("not a rate: \(text)") }
    return rate
  }

  private static func entry(
    _ day: Int,
    _ stream: String,
    _ asset: String,
    _ amount: SignedAmount,
    _ reference: String,
    converted: SignedAmount? = nil,
    refunds: String? = nil
  ) -> RevenueEntry {
    RevenueEntry(
      time: time(day),
      stream: stream,
      asset: asset,
      amount: amount,
      rateTime: asset == "eur" ? time(10) : nil,
      converted: converted,
      refunds: refunds,
      reference: reference,
      note: ""
    )
  }

  private static func adjustment(
    _ account: UInt8,
    _ amount: SignedAmount,
    _ reference: String
  ) -> Adjustment {
    Adjustment(
      time: time(14),
      asset: "usdc",
      account: address(account),
      amount: amount,
      epoch: 1,
      reference: reference,
      note: ""
    )
  }

  private static func event(
    _ day: Int,
    _ action: StakeEvent.Action,
    _ account: UInt8,
    _ amount: UInt256
  ) -> StakeEvent {
    StakeEvent(
      time: time(day),
      sequence: nil,
      action: action,
      account: address(account),
      amount: amount,
      reference: "\(day)"
    )
  }

  private static func balance(
    _ account: UInt8,
    _ accrued: SignedAmount,
    _ claimed: UInt256
  ) -> AccountBalance {
    AccountBalance(asset: "usdc", account: address(account), accrued: accrued, claimed: claimed)
  }

  @Test func streamsAndPool() throws {
    let payout = try Self.payout()
    #expect(payout.streams.map(\.revenue) == [1_000_000_000, 152_365_675])
    #expect(payout.streams.map(\.contribution) == [500_000_000, 152_365_675])
    #expect(payout.streams[1].entries == SignedAmount(162_365_675))
    #expect(
      payout.streams[1].booked == [
        BookedAmount(
          asset: "eur",
          symbol: "EUR",
          decimals: 2,
          entryCount: 2,
          amount: SignedAmount(14_999),
          converted: SignedAmount(162_365_675)
        )
      ]
    )
    #expect((payout.pool.amount, payout.pool.allocated) == (657_365_675, 262_946_270))
    #expect(payout.pool.correctionCharge == SignedAmount(2_000_000))
    #expect(payout.pool.reinvested == SignedAmount(392_419_405))
    #expect(payout.allocation.amount == 262_946_287 && payout.allocation.remainderOut == 2)
    #expect(payout.yieldPerThousand == 754_508_714)
  }

  @Test func weights() throws {
    let distribution = try Self.distribution()
    #expect(distribution.stake.denominator == 1_000_000)
    #expect(distribution.stake.totalWeight == Self.tokenDays(3_485))
    let holders = try Self.payout().holders
    #expect(holders.map(\.account) == [Self.a, Self.b, Self.c, Self.f].map(Self.address))
    #expect(holders.map(\.weight) == [1_350, 2_125, 10, 0].map(Self.tokenDays))
    let pieces = try #require(distribution.stakeTime).pieces(of: Self.address(Self.b))
    #expect(pieces.map(\.amount) == [200, 150])
    #expect(pieces.map(\.factor?.description) == ["1", "1.5"])
    #expect(pieces.map(\.weight) == [1_000, 1_125].map(Self.tokenDays))
  }

  private static func tokenDays(_ count: UInt64) -> UInt256 {
    UInt256(count).multipliedFullWidth(by: UInt256(day * 1_000_000)).low
  }

  @Test func payments() throws {
    let payout = try Self.payout()
    #expect(payout.holders.map(\.share) == [101_858_676, 160_333_101, 754_508, 0])
    #expect(payout.holders.map(\.paid) == [100_858_676, 160_333_101, 0, 0])
    #expect(
      payout.holders.map(\.accruedOut) == [0, 0, 4_954_508, 700_000].map { SignedAmount($0) }
    )
    #expect(payout.holders.map(\.beneficiary)[1] == Self.address(Self.e))
    #expect(payout.payment.paid == 261_191_777)
    #expect(payout.payment.accruedOut == SignedAmount(5_654_508))
    #expect(payout.payment.paidCount == 2 && payout.payment.belowMinimumCount == 2)
  }

  @Test func claims() throws {
    let payout = try Self.payout()
    #expect(payout.claims.map(\.account) == [Self.a, Self.b, Self.e].map(Self.address))
    #expect(payout.claims.map(\.before) == [40_000_000, 7_000_000, 0])
    #expect(payout.claims.map(\.amount) == [140_858_676, 7_000_000, 160_333_101])
    #expect(payout.payers(of: Self.address(Self.e)) == [1])
    #expect(payout.payers(of: Self.address(Self.b)) == [])
    #expect(payout.closingBalances.map(\.claimed) == [140_858_676, 7_000_000, 0, 160_333_101, 0])
  }

  @Test func parts() throws {
    let payout = try Self.payout()
    let parts = PartsByStream(streams: payout.streams, pool: payout.pool, remainderIn: 17)
    #expect(parts.sources == [200_000_000, 60_946_270, 2_000_000, 17])
    #expect(parts.parts(of: 101_858_676) == [77_474_892, 23_609_028, 774_749, 7])
  }
}
