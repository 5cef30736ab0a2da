import EVMTypes

/// What an epoch earned, what it allocates, and what each holder is owed.
///
/// A function of the inputs alone. All identities hold when it exists.
///
/// - Source: docs/specification.md, sections 3 (ruleset 1) and 8 (ruleset 2).
public struct EpochDistribution: Sendable {
  /// The terms it was computed under.
  public let terms: EpochTerms
  /// Everybody's lots and weights; `nil` where weights were given.
  public let stakeTime: StakeTime?
  /// How much was staked.
  public let stake: StakeFigures
  /// What is paid in each payout asset, in the order of the terms.
  public let payouts: [PayoutDistribution]
  /// What was booked beside what the chain has; `nil` where nothing is reconciled.
  public let reconciliation: Reconciliation?

  /// Computes an epoch.
  ///
  /// - Parameter inputs: The epoch's inputs.
  /// - Throws: ``DistributionError``.
  public init(of inputs: EpochInputs) throws(DistributionError) {
    let terms = inputs.terms
    let stakeTime: StakeTime?
    let allWeights: [AccountWeight]
    switch terms.weightSource {
    case .events:
      let counted = try StakeTime(
        openingLots: inputs.openingLots,
        events: inputs.events,
        epoch: terms.epoch,
        weighting: terms.weighting
      )
      stakeTime = counted
      allWeights = counted.weights
    case .given:
      stakeTime = nil
      allWeights = try terms.weighting.multiplier.weights(of: inputs.stakeSums)
    }
    let excluded = Set(terms.exclusions.map(\.account))
    let counts = { (row: AccountWeight) in
      !row.weight.isZero && !excluded.contains(row.account)
    }
    // As a rule all of them: nothing is copied then.
    let weights = allWeights.allSatisfy(counts) ? allWeights : allWeights.filter(counts)
    do {
      self.stake = StakeFigures(
        holderCount: weights.count,
        denominator: terms.weighting.denominator,
        totalWeight: try sum(of: weights.lazy.map(\.weight)),
        movement: stakeTime.map {
          StakeFigures.Movement(
            eventCount: inputs.events.count,
            opening: $0.opening,
            closing: $0.closing
          )
        }
      )
    } catch {
      throw .overflow("the total weight")
    }
    var payouts: [PayoutDistribution] = []
    for payout in terms.payouts {
      payouts.append(
        try PayoutDistribution(of: payout, in: inputs, weights: weights, stake: stake)
      )
    }
    self.reconciliation = try Self.reconciliation(of: inputs)
    self.terms = terms
    self.stakeTime = stakeTime
    self.payouts = payouts
  }

  private static func reconciliation(
    of inputs: EpochInputs
  ) throws(DistributionError) -> Reconciliation? {
    guard let terms = inputs.terms.reconciliation else { return nil }
    let reconciliation = try Reconciliation(
      of: inputs.entries,
      with: inputs.receipts,
      streams: inputs.terms.streams.map(\.id),
      terms: terms
    )
    switch terms.policy {
    case .report: break
    case .refuse:
      guard reconciliation.isComplete else { throw .notReconciled(reconciliation.differences) }
    }
    return reconciliation
  }

  /// The lots that stand when the epoch ends, by account, then in the order in which they were staked; `nil` where
  /// weights were given, which do not tell.
  public var closingLots: StakeLots? { stakeTime?.closingLots }

  /// What accounts take to the next epoch, by payout asset, then by account.
  public var closingBalances: [AccountBalance] { payouts.flatMap(\.closingBalances) }

  /// What is paid in an asset.
  ///
  /// - Parameter asset: The payout asset's identifier.
  /// - Returns: The figures; `nil` where the epoch pays nothing in it.
  public func payout(_ asset: String) -> PayoutDistribution? {
    payouts.first { $0.terms.asset.id == asset }
  }
}
