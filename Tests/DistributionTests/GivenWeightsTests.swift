import Distribution
import EVMTypes
import TestSupport
import Testing

/// Stake × time that an engine has added up, in place of events.
@Suite struct GivenWeightsTests {
  private static let rule = Multiplier.steps([
    .init(age: 100, factor: Factor(partsPerMillion: 1_250_000) ?? .one),
    .init(age: 300, factor: Factor(partsPerMillion: 0) ?? .one),
    .init(age: 700, factor: Factor(partsPerMillion: 2_000_000) ?? .one),
  ])

  /// Account 1 has 7 for 100 seconds and 3 for 50 seconds at 1.25, account 2 has 10 for 4 seconds that count nothing.
  private static let sums = [sum(1, 0, 700), sum(1, 1, 150), sum(2, 2, 40), sum(3, 3, 1)]

  private static func sum(_ account: UInt8, _ step: Int, _ amount: UInt256) -> StakeSum {
    StakeSum(account: Address(repeating: account), step: step, amountSeconds: amount)
  }

  private static func inputs(
    _ sums: [StakeSum],
    _ multiplier: Multiplier = rule,
    source: WeightSource = .given,
    events: [StakeEvent] = [],
    lots: [Lot] = []
  ) throws(EpochInputsError) -> EpochInputs {
    var sample = Sample()
    sample.exclusions = [9]
    let terms = sample.terms
    return try EpochInputs(
      terms: EpochTerms(
        ruleset: .v2,
        epoch: terms.epoch,
        chain: terms.chain,
        token: terms.token,
        payouts: terms.payouts,
        streams: terms.streams,
        decision: terms.decision,
        weighting: Weighting(multiplier: multiplier, withdrawals: .newest),
        exclusions: terms.exclusions,
        weightSource: source
      ),
      entries: [],
      events: events,
      openingLots: lots,
      stakeSums: sums
    )
  }

  @Test func weightsByHand() throws {
    let distribution = try EpochDistribution(of: Self.inputs(Self.sums))
    let holders = distribution.payouts[0].holders
    #expect(holders.map(\.account) == [Address(repeating: 1), Address(repeating: 3)])
    #expect(holders.map(\.weight) == [887_500_000, 2_000_000] as [UInt256])
    #expect(distribution.stake.totalWeight == 889_500_000 && distribution.stake.holderCount == 2)
    #expect(distribution.stake.movement == nil && distribution.closingLots == nil)
    let plain = try EpochDistribution(of: Self.inputs([Self.sum(1, 0, .max)], .none))
    #expect(plain.stake.totalWeight == .max)
  }

  @Test func whatDoesNotFitInAWeight() throws {
    let inputs = try Self.inputs([Self.sum(1, 0, .max)])
    #expect(throws: DistributionError.overflow("stake × time")) {
      try EpochDistribution(of: inputs)
    }
    let total = try Self.inputs([Self.sum(1, 0, .max), Self.sum(2, 0, 1)], .none)
    #expect(throws: DistributionError.overflow("the total weight")) {
      try EpochDistribution(of: total)
    }
  }

  @Test func refused() {
    let account = Address(repeating: 1)
    let cases: [(EpochInputsError, () throws(EpochInputsError) -> EpochInputs)] = [
      (
        .impossibleSum(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, 4, 1)]) }
      ),
      (
        .impossibleSum(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, -1, 1)]) }
      ),
      (
        .impossibleSum(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, 0, 0)]) }
      ),
      (
        .impossibleSum(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, 1, 1)], .none) }
      ),
      (
        .sumOfExcluded(Address(repeating: 9)),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(9, 0, 1)]) }
      ),
      (
        .sumsNotInOrder(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, 1, 1), Self.sum(1, 0, 1)]) }
      ),
      (
        .sumsNotInOrder(account),
        { () throws(EpochInputsError) in try Self.inputs([Self.sum(1, 1, 1), Self.sum(1, 1, 1)]) }
      ),
      (
        .noStepsToGive,
        { () throws(EpochInputsError) in try Self.inputs([], .linear(cap: .one, seconds: 5)) }
      ),
      (
        .twoSourcesOfWeights,
        { () throws(EpochInputsError) in try Self.inputs(Self.sums, source: .events) }
      ),
      (
        .twoSourcesOfWeights,
        { () throws(EpochInputsError) in try Self.inputs(Self.sums, lots: [Lot(1, 5, 1)]) }
      ),
    ]
    for (error, make) in cases { #expect(throws: error) { try make() } }
  }

  @Test("Sums of random histories give the weights that their events give", arguments: 0..<200)
  func sumsOfEvents(seed: Int) throws {
    let sample = Sample.random(seed: seed).sample
    let inputs = try {
      var sorted = sample
      sorted.entries.sort()
      sorted.events.sort()
      return try sorted.inputs()
    }()
    for multiplier in [Multiplier.none, Self.rule] {
      let time = try StakeTime(
        openingLots: inputs.openingLots,
        events: inputs.events,
        epoch: inputs.terms.epoch,
        weighting: Weighting(multiplier: multiplier, withdrawals: .oldest)
      )
      let sums = try time.weights.flatMap { try time.sums(of: $0.account) }
      #expect(zip(sums, sums.dropFirst()).allSatisfy { $0 < $1 })
      let weights = try multiplier.weights(of: sums).filter { !$0.weight.isZero }
      #expect(weights == time.weights.filter { !$0.weight.isZero })
    }
  }
}
