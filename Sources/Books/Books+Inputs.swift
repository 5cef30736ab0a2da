public import Distribution
import EVMTypes

extension Books {
  /// Under which terms an epoch is computed.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - previous: What the epoch before left; `nil` for the first.
  ///   - corrections: The adjustments that published corrections give this epoch.
  /// - Returns: The epoch's canonical slice.
  /// - Throws: ``BooksError/slice(_:_:)`` when the books have no such epoch, or the parts do not fit
  ///   together, such as a stream that has a deficit and is not in the decision in force.
  public func inputs(
    ofEpoch number: Int,
    after previous: EpochClosing?,
    corrections: [Adjustment] = []
  ) throws(BooksError) -> EpochInputs {
    guard let epoch = settings.epochs.first(where: { $0.epoch.number == number })?.epoch,
      let decision = governance.decision(inForceIn: number)
    else { throw .slice(number, "the books have no such epoch") }
    let ruleset = governance.ruleset(in: number, first: settings.ruleset)
    let streams = settings.streams(in: number).filter { stream in
      decision.poolShares.contains { $0.stream == stream.id }
    }
    try checkLeft(by: previous, ruleset, streams, decision, number)
    if ruleset == .v1, !corrections.isEmpty {
      throw .slice(number, Self.notInRuleset1("no adjustments, which a correction gives it"))
    }
    let terms = EpochTerms(
      ruleset: ruleset,
      epoch: epoch,
      chain: settings.chain,
      token: settings.token,
      assets: assets(under: ruleset, in: number),
      payouts: settings.payouts(in: number).map { payout in
        PayoutTerms(
          asset: payout.asset,
          distributor: payout.distributors.value(in: number),
          tree: payout.tree(in: number),
          scheme: payout.scheme(in: number),
          minimum: governance.minimum(of: payout.asset.id, in: number),
          explicitProofs: ruleset == .v1
            ? PayoutTerms.explicitProofs : payout.explicitProofs(in: number),
          carriedIn: carried(of: payout.asset.id, streams, after: previous)
        )
      },
      streams: streams,
      decision: decision,
      weighting: governance.weighting(in: number),
      origins: governance.origins(in: number),
      exclusions: settings.exclusions(in: number),
      redirections: settings.redirections(in: epoch),
      opening: previous == nil ? settings.opening?.source : nil,
      block: blocks[number],
      reconciliation: settings.reconciliation(in: number),
      weightSource: weights[number] == nil ? .events : .given
    )
    let entries = entries.filter { epoch.contains($0.time) }
    let isGiven = weights[number] != nil
    let lots: StakeLots = isGiven ? [] : try openingLots(after: previous, number)
    do {
      return try EpochInputs(
        terms: terms,
        entries: ruleset == .v1 ? entries.map(\.plain) : entries,
        rates: EpochInputs.rates(from: rates, for: entries, under: terms),
        returned: returned.filter { epoch.contains($0.time) },
        adjustments: (adjustments.filter { epoch.contains($0.time) } + corrections).sorted(),
        receipts: settings.isRead(number) ? receipts.filter { epoch.contains($0.time) } : [],
        events: isGiven ? StakeEvents([]) : events.within(epoch),
        openingLots: lots,
        stakeSums: weights[number] ?? [],
        ballots: ruleset == .v1 ? [] : governance.ballots(inForceIn: number),
        openingBalances: previous?.balances(of: settings.payouts(in: number).map(\.asset.id))
          ?? opening.balances
      )
    } catch {
      throw .slice(number, error.description)
    }
  }

  /// The lots that stood when an epoch began whose weights come from events.
  private func openingLots(
    after previous: EpochClosing?,
    _ number: Int
  ) throws(BooksError) -> StakeLots {
    guard let previous else { return opening.lots }
    guard let lots = previous.lots else {
      throw .slice(
        number,
        "the weights of the epoch before are given, which do not tell what stood when this one began; give the weights of "
          + "this one too, under `ledgers.weights`"
      )
    }
    return lots
  }

  /// The assets that a ruleset knows: ruleset 1 has the payout asset alone.
  private func assets(under ruleset: Ruleset, in epoch: Int) -> [BookedAsset] {
    switch ruleset {
    case .v1: settings.bookedAssets(in: epoch).filter(\.isPayout)
    case .v2: settings.bookedAssets(in: epoch)
    }
  }

  private func carried(
    of asset: String,
    _ streams: [Stream],
    after previous: EpochClosing?
  ) -> CarriedIn {
    guard let previous else {
      return CarriedIn(
        remainder: settings.opening?.remainder(of: asset) ?? .zero,
        deficits: streams.map { settings.opening?.deficit(of: $0.id, in: asset) ?? .zero }
      )
    }
    return CarriedIn(
      remainder: previous.remainder(of: asset),
      deficits: streams.map { previous.deficit(of: $0.id, in: asset) }
    )
  }

  /// Refuses to lose what the epoch before left, or what a ruleset does not know.
  private func checkLeft(
    by previous: EpochClosing?,
    _ ruleset: Ruleset,
    _ streams: [Stream],
    _ decision: Decision,
    _ number: Int
  ) throws(BooksError) {
    for asset in previous?.assets ?? [] {
      for figures in previous?.streamsInDeficit(of: asset) ?? [] {
        guard streams.contains(where: { $0.id == figures.stream.id }) else {
          throw .slice(
            number,
            "stream \(figures.stream.id) carries a deficit, but \(decision.id) gives it no pool share"
          )
        }
      }
    }
    for asset in previous?.assetsWithRest ?? []
    where !settings.payouts(in: number).contains(where: { $0.asset.id == asset }) {
      throw .slice(
        number,
        "\(asset) still has a remainder, a deficit or accruals; keep it in payout"
      )
    }
    switch ruleset {
    case .v2: return
    case .v1:
      guard let fact = ruleset1Problem(in: number, isFirst: previous == nil) else { return }
      throw .slice(number, Self.notInRuleset1(fact))
    }
  }

  private static func notInRuleset1(_ fact: String) -> String {
    "ruleset 1 has \(fact); a decision with `ruleset: 2` brings it"
  }

  private func ruleset1Problem(in number: Int, isFirst: Bool) -> String? {
    guard let epoch = settings.epochs.first(where: { $0.epoch.number == number })?.epoch else {
      return nil
    }
    let payouts = settings.payouts(in: number)
    if payouts.count > 1 { return "one payout asset" }
    if payouts[0].scheme(in: number) == .cumulative { return "no cumulative claims" }
    if !settings.redirections(in: epoch).isEmpty { return "no beneficiaries" }
    if isFirst, settings.opening != nil { return "no opening figures" }
    if blocks[number] != nil { return "no block that the chain was read up to" }
    if settings.reconciliation(in: number) != nil { return "no receipts" }
    if returned.contains(where: { epoch.contains($0.time) }) { return "no returned amounts" }
    if adjustments.contains(where: { epoch.contains($0.time) }) { return "no adjustments" }
    if entries.contains(where: { epoch.contains($0.time) && $0.rateTime != nil }) {
      return "no entries in other assets than the payout asset"
    }
    return nil
  }
}
