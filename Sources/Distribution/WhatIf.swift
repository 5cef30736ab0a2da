/// What to change in an epoch's terms, to see what it would have given.
public struct WhatIf: Sendable, Hashable {
  /// Another stakers' part of the pool.
  public var stakerShare: Percentage?
  /// Another rule for weights.
  public var weighting: Weighting?
  /// Other accounts that earn nothing, in account order.
  public var exclusions: [Exclusion]?

  /// Creates a change of nothing.
  public init() {}

  /// Whether nothing is changed.
  public var isEmpty: Bool { self == WhatIf() }
}

extension EpochInputs {
  /// The same inputs under other terms.
  ///
  /// Everything that was carried in stays, so that it answers what this one epoch would have given.
  ///
  /// - Parameter change: What to change.
  /// - Returns: The changed inputs, under ruleset 2, which knows all terms.
  /// - Throws: ``EpochInputsError`` when the new terms do not fit together.
  public func changed(by change: WhatIf) throws(EpochInputsError) -> EpochInputs {
    let decision = terms.decision.with(
      stakerShare: change.stakerShare ?? terms.decision.stakerShare
    )
    return try EpochInputs(
      terms: EpochTerms(
        ruleset: .v2,
        epoch: terms.epoch,
        chain: terms.chain,
        token: terms.token,
        assets: terms.assets,
        payouts: terms.payouts,
        streams: terms.streams,
        decision: decision,
        weighting: change.weighting ?? terms.weighting,
        origins: terms.origins,
        exclusions: change.exclusions ?? terms.exclusions,
        redirections: terms.redirections,
        opening: terms.opening,
        weightSource: terms.weightSource
      ),
      entries: entries,
      rates: rates,
      returned: returned,
      adjustments: adjustments,
      events: events,
      openingLots: openingLots,
      stakeSums: try givenSums(under: change),
      ballots: decision.vote == nil ? [] : ballots,
      openingBalances: openingBalances
    )
  }

  /// The given stake × time that counts under a change.
  private func givenSums(under change: WhatIf) throws(EpochInputsError) -> [StakeSum] {
    switch terms.weightSource {
    case .events: return stakeSums
    case .given:
      // Under other ages the steps are others, and what excluded accounts had was not given.
      if let other = change.weighting, !other.hasSums(of: terms.weighting) {
        throw .givenUnderOtherAges
      }
      let excluded = Set((change.exclusions ?? terms.exclusions).map(\.account))
      if let account = terms.exclusions.map(\.account).first(where: { !excluded.contains($0) }) {
        throw .notGiven(account)
      }
      return stakeSums.filter { !excluded.contains($0.account) }
    }
  }
}

extension Weighting {
  /// Whether stake × time adds up to the same in each step: that does not depend on how much a step counts.
  fileprivate func hasSums(of other: Weighting) -> Bool {
    switch (multiplier, other.multiplier) {
    case (.none, .none): true
    case (.steps(let steps), .steps(let others)):
      steps.map(\.age) == others.map(\.age) && withdrawals == other.withdrawals
    default: false
    }
  }
}
