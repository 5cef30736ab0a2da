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
        opening: terms.opening
      ),
      entries: entries,
      rates: rates,
      returned: returned,
      adjustments: adjustments,
      events: events,
      openingLots: openingLots,
      ballots: decision.vote == nil ? [] : ballots,
      openingBalances: openingBalances
    )
  }
}
