import Distribution
import EVMTypes
import TestSupport

/// An epoch of 1,000 seconds with one stream, to be changed by a test; all of its revenue goes to stakers.
struct Sample {
  var epoch = Epoch(number: 1, start: Timestamp(10_000), end: Timestamp(11_000))
  var streams = ["subs"]
  var poolShares = ["subs"]
  var poolShare = 1_000_000
  /// Pool shares of single streams that differ from the others'.
  var poolShareOverrides: [String: Int] = [:]
  var stakerShare = 1_000_000
  var exclusions: [UInt8] = []
  var remainder: UInt256 = 0
  var deficits: [UInt256] = [0]
  var entries: [RevenueEntry] = []
  var events: [StakeEvent] = []
  var openingLots: [Lot] = []

  var terms: EpochTerms {
    EpochTerms(
      ruleset: .v1,
      epoch: epoch,
      chain: Chain(id: 1, name: "Ethereum"),
      token: Token(symbol: "OP", name: "Opur", decimals: 18, contract: nil),
      payouts: [
        PayoutTerms(
          asset: Asset(
            id: "usdc",
            token: Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
          ),
          distributor: nil,
          tree: .standard,
          carriedIn: CarriedIn(remainder: remainder, deficits: deficits)
        )
      ],
      streams: streams.map { Stream(id: $0, title: $0, description: "") },
      decision: Decision(
        id: "D-1",
        title: "Share",
        decidedAt: Timestamp(0),
        effectiveEpoch: 1,
        stakerShare: Percentage(of: stakerShare),
        poolShares: poolShares.map {
          PoolShare(stream: $0, share: Percentage(of: poolShareOverrides[$0] ?? poolShare))
        },
        rationale: "Because.",
        link: "https://vote.example/1",
        tally: [],
        quorum: nil,
        retroactive: nil
      ),
      exclusions: exclusions.map { Exclusion(account: Address(repeating: $0), reason: "Treasury") }
    )
  }

  func inputs() throws(EpochInputsError) -> EpochInputs {
    try EpochInputs(terms: terms, entries: entries, events: events, openingLots: openingLots)
  }

  /// The epoch computed; events and entries may stand in any order here.
  func distribution() throws -> EpochDistribution {
    var sorted = self
    sorted.entries.sort()
    sorted.events.sort()
    return try EpochDistribution(of: sorted.inputs())
  }

  /// Books an entry in the middle of the epoch.
  mutating func earn(_ amount: SignedAmount, _ stream: String = "subs") {
    entries.append(
      RevenueEntry(
        time: Timestamp(10_500),
        stream: stream,
        asset: "usdc",
        amount: amount,
        reference: "R-\(entries.count)",
        note: ""
      )
    )
  }

  mutating func earn(_ amount: UInt256, _ stream: String = "subs") {
    earn(SignedAmount(amount), stream)
  }

  /// Adds a stake event.
  mutating func stake(_ amount: UInt256, _ account: UInt8, at time: Int, sequence: UInt64? = nil) {
    add(.stake, amount, account, time, sequence)
  }

  mutating func unstake(_ amount: UInt256, _ account: UInt8, at time: Int, sequence: UInt64? = nil)
  {
    add(.unstake, amount, account, time, sequence)
  }

  private mutating func add(
    _ action: StakeEvent.Action,
    _ amount: UInt256,
    _ account: UInt8,
    _ time: Int,
    _ sequence: UInt64?
  ) {
    events.append(
      StakeEvent(
        time: Timestamp(time),
        sequence: sequence,
        action: action,
        account: Address(repeating: account),
        amount: amount,
        reference: "S-\(events.count)"
      )
    )
  }
}

extension Percentage {
  /// Takes parts per million; more than a million are a fault of the test.
  init(of partsPerMillion: Int) {
    guard let share = Percentage(partsPerMillion: UInt32(partsPerMillion)) else {
      preconditionFailure("not a percentage: \(partsPerMillion)")
    }
    self = share
  }
}

/// The figures of the one payout asset that a sample has.
extension EpochDistribution {
  var streams: [StreamFigures] { payouts[0].streams }
  var totals: StreamTotals { payouts[0].totals }
  var pool: PoolFigures { payouts[0].pool }
  var allocation: AllocationFigures { payouts[0].allocation }
  var holders: [HolderShare] { Array(payouts[0].holders) }
  var identities: [Identity] { payouts[0].identities }

  func intervals(of account: UInt8) -> [StakeInterval] {
    stakeTime?.intervals(of: Address(repeating: account)) ?? []
  }

  func holder(_ account: UInt8) -> HolderShare? {
    holders.first { $0.account == Address(repeating: account) }
  }
}

extension Lot {
  init(_ account: UInt8, _ start: Int, _ amount: UInt256) {
    self.init(account: Address(repeating: account), start: Timestamp(start), amount: amount)
  }
}
