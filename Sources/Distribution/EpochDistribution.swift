import EVMTypes

/// What an epoch earned, what it allocates, and what each holder is owed.
///
/// A function of the inputs alone. All identities hold when it exists.
///
/// - Source: docs/specification.md, section 3, ruleset 1.
public struct EpochDistribution: Sendable {
  /// The terms it was computed under.
  public let terms: EpochTerms
  /// The streams' figures, in the order of the terms.
  public let streams: [StreamFigures]
  /// Their sums.
  public let totals: StreamTotals
  /// How the pool is divided.
  public let pool: PoolFigures
  /// What holders get together.
  public let allocation: AllocationFigures
  /// How much was staked.
  public let stake: StakeFigures
  /// The holders' shares, in account order.
  public let holders: [HolderShare]
  /// The lots that stand when the epoch ends, by account, then in the order in which they were staked.
  public let closingLots: [Lot]
  /// The identities, each with both sides.
  public let identities: [Identity]

  /// Computes an epoch.
  ///
  /// - Parameter inputs: The epoch's canonical slice.
  /// - Throws: ``DistributionError``.
  public init(of inputs: EpochInputs) throws(DistributionError) {
    let terms = inputs.terms
    let streams = try Self.streams(of: inputs)
    let stakeTime = try StakeTime(
      openingLots: inputs.openingLots,
      events: inputs.events,
      epoch: terms.epoch,
      weighting: .plain
    )
    do {
      let totals = try StreamTotals(of: streams)
      let pool = try PoolFigures(totals.contributions, stakerShare: terms.decision.stakerShare)
      let amount = try pool.allocated.adding(terms.carriedIn.remainder)
      let excluded = Set(terms.exclusions.map(\.account))
      let weighted = stakeTime.weights.filter {
        !$0.weight.isZero && !excluded.contains($0.account)
      }
      let totalWeight = try sum(of: weighted.map(\.weight))
      let holders = try Self.holders(
        weighted,
        allocation: amount,
        totalWeight: totalWeight,
        stakeTime: stakeTime
      )
      let shares = try sum(of: holders.map(\.share))
      self.terms = terms
      self.streams = streams
      self.totals = totals
      self.pool = pool
      self.allocation = AllocationFigures(
        allocated: pool.allocated,
        remainderIn: terms.carriedIn.remainder,
        amount: amount,
        shares: shares,
        remainderOut: try amount.subtracting(shares)
      )
      self.stake = StakeFigures(
        eventCount: inputs.events.count,
        holderCount: holders.count,
        totalWeight: totalWeight,
        opening: stakeTime.opening,
        closing: stakeTime.closing
      )
      self.holders = holders
      self.closingLots = stakeTime.closingLots
      self.identities = try Self.identities(
        totals: totals,
        pool: pool,
        allocation: allocation,
        paid: try sum(of: holders.map(\.paid)),
        claims: try sum(of: holders.filter { !$0.paid.isZero }.map(\.paid)),
        parts: try Self.sumOfParts(streams: streams, allocation: allocation, holders: holders)
      )
    } catch {
      throw .overflow("a total")
    }
    for identity in identities where !identity.holds {
      throw .identityBroken(identity.name)
    }
  }

  private static func streams(
    of inputs: EpochInputs
  ) throws(DistributionError) -> [StreamFigures] {
    let terms = inputs.terms
    let entries = Dictionary(grouping: inputs.entries, by: \.stream)
    var figures: [StreamFigures] = []
    for (index, stream) in terms.streams.enumerated() {
      do {
        figures.append(
          try StreamFigures(
            stream: stream,
            entries: entries[stream.id] ?? [],
            deficitIn: terms.carriedIn.deficits[index],
            poolShare: terms.decision.poolShares[index].share
          )
        )
      } catch {
        throw .overflow("the revenue of stream \(stream.id)")
      }
    }
    return figures
  }

  private static func holders(
    _ weights: [AccountWeight],
    allocation: UInt256,
    totalWeight: UInt256,
    stakeTime: StakeTime
  ) throws(AmountOverflow) -> [HolderShare] {
    var holders: [HolderShare] = []
    let shares = Apportionment(of: allocation, totalWeight: totalWeight)
    for (account, weight) in weights.map({ ($0.account, $0.weight) }) {
      guard let share = shares.share(of: weight) else { throw AmountOverflow() }
      holders.append(
        HolderShare(
          account: account,
          weight: weight,
          share: share,
          paid: share,
          stakes: stakeTime.intervals(of: account)
        )
      )
    }
    return holders
  }

  private static func sumOfParts(
    streams: [StreamFigures],
    allocation: AllocationFigures,
    holders: [HolderShare]
  ) throws(AmountOverflow) -> UInt256 {
    let parts = PartsByStream(streams: streams, allocation: allocation)
    var total = UInt256.zero
    for holder in holders { total = try total.adding(sum(of: parts.parts(of: holder.share))) }
    return total
  }
}
