import EVMTypes

extension EpochInputs {
  func checkTerms() throws(EpochInputsError) {
    guard terms.epoch.start < terms.epoch.end else { throw .emptyEpoch }
    var known: Set<[UInt8]> = []
    for stream in terms.streams where !known.insert([UInt8](stream.id.utf8)).inserted {
      throw .repeatedStream(stream.id)
    }
    guard terms.decision.poolShares.map(\.stream) == terms.streams.map(\.id),
      terms.payouts.allSatisfy({ $0.carriedIn.deficits.count == terms.streams.count })
    else { throw .streamsDisagree }
    for (left, right) in zip(terms.exclusions, terms.exclusions.dropFirst())
    where !(left.account < right.account) {
      throw .exclusionsNotInOrder(right.account)
    }
    for (left, right) in zip(terms.redirections, terms.redirections.dropFirst())
    where !(left.account < right.account) {
      throw .redirectionsNotInOrder(right.account)
    }
    for redirection in terms.redirections {
      guard redirection.since < terms.epoch.end, redirection.beneficiary != redirection.account
      else { throw .redirectionNotInForce(redirection.account) }
    }
    try checkAssets()
    try checkMultiplier()
  }

  private func checkAssets() throws(EpochInputsError) {
    let payouts = terms.payouts.map(\.asset.id)
    let assets = terms.assets.map(\.asset.id)
    guard !payouts.isEmpty, Set(payouts).count == payouts.count, Set(assets).count == assets.count,
      terms.assets.allSatisfy({ payouts.contains($0.payout) }),
      terms.payouts.allSatisfy({ terms.asset($0.asset.id)?.asset == $0.asset }),
      terms.assets.allSatisfy({ $0.isPayout || !payouts.contains($0.asset.id) })
    else { throw .assetsDisagree }
  }

  private func checkMultiplier() throws(EpochInputsError) {
    switch terms.weighting.multiplier {
    case .none: return
    case .steps(let steps):
      guard !steps.isEmpty, zip(steps, steps.dropFirst()).allSatisfy({ $0.age < $1.age }) else {
        throw .impossibleMultiplier
      }
    case .linear(_, let seconds):
      guard seconds > 0 else { throw .impossibleMultiplier }
    }
  }

  /// Refuses what a ruleset does not know.
  func checkRuleset() throws(EpochInputsError) {
    switch terms.ruleset {
    case .v1:
      guard terms.payouts.count == 1, terms.assets.count == 1, terms.weighting == .plain,
        terms.origins == .books, terms.redirections.isEmpty, terms.opening == nil,
        terms.payouts.allSatisfy({
          $0.minimum.isZero && $0.scheme == .perEpoch
            && $0.explicitProofs == PayoutTerms.explicitProofs
        }),
        entries.allSatisfy({ $0.adjusts == nil && $0.refunds == nil }), rates.isEmpty,
        ballots.isEmpty, terms.decision.vote == nil,
        returned.isEmpty, adjustments.isEmpty, receipts.isEmpty, terms.block == nil,
        terms.reconciliation == nil, openingBalances.isEmpty, terms.weightSource == .events
      else { throw .notInRuleset(terms.ruleset.rawValue) }
    case .v2: return
    }
  }

  /// Counts the vote again: the decision states what it gives.
  func checkVote() throws(EpochInputsError) {
    guard let vote = terms.decision.vote else {
      guard ballots.isEmpty else { throw .votesWithoutVote }
      return
    }
    for (left, right) in zip(ballots, ballots.dropFirst()) where !(left.voter < right.voter) {
      throw .votesNotInOrder(right.voter)
    }
    guard terms.decision.decidedAt >= vote.proposal.end else { throw .decidedBeforeVote }
    let counted: Vote
    do {
      counted = try Vote(of: vote.proposal, ballots: ballots, rule: vote.rule)
    } catch {
      throw .impossibleVote(error)
    }
    guard counted.result == vote,
      terms.decision.tally
        == counted.choices.map({ TallyLine(choice: $0.name, votes: "\($0.tally)") }),
      terms.decision.quorum
        == (vote.proposal.quorum.isZero ? nil : "\(vote.proposal.quorum)"),
      counted.outcome.stakerShare ?? terms.decision.stakerShare
        == terms.decision.stakerShare
    else { throw .otherVote }
  }

  func checkEvents() throws(EpochInputsError) {
    let outside = events.firstOutside(terms.epoch)
    let repeated = events.repeatedReferences().first?.place
    let misplaced = events.firstOutOfOrder
    guard let first = [outside, repeated, misplaced].compactMap(\.self).min() else { return }
    let reference = events[first].reference
    if first == outside { throw .outsideEpoch(reference) }
    throw first == repeated ? .repeatedReference(reference) : .notInOrder(reference)
  }

  /// Sees that rows lie in the epoch, in order, and have references of their own.
  func checkRows(_ rows: [some DatedRow]) throws(EpochInputsError) {
    var references: Set<[UInt8]> = []
    for row in rows {
      guard terms.epoch.contains(row.time) else { throw .outsideEpoch(row.reference) }
      guard references.insert([UInt8](row.reference.utf8)).inserted else {
        throw .repeatedReference(row.reference)
      }
    }
    for (left, right) in zip(rows, rows.dropFirst()) where !(left < right) {
      throw .notInOrder(right.reference)
    }
  }

  /// Checks the rows in payout assets: what was returned, and adjustments.
  func checkPayoutRows() throws(EpochInputsError) {
    try checkRows(returned)
    for row in returned {
      guard terms.payout(row.asset) != nil else { throw .unknownAsset(row.asset) }
      guard row.epoch < terms.epoch.number, !row.amount.isZero else {
        throw .impossibleRow(row.reference)
      }
    }
    try checkRows(adjustments)
    for row in adjustments {
      guard terms.payout(row.asset) != nil else { throw .unknownAsset(row.asset) }
      guard row.epoch < terms.epoch.number, row.amount != .zero else {
        throw .impossibleRow(row.reference)
      }
    }
  }

  /// Checks what is reconciled: pools in order, receipts of their assets, named as the chain names them.
  func checkReceipts() throws(EpochInputsError) {
    let assets = terms.assets.map(\.asset.id)
    let pools = terms.reconciliation?.pools ?? []
    var last: (place: Int, account: Address)?
    for pool in pools {
      guard let place = assets.firstIndex(of: pool.asset) else { throw .unknownAsset(pool.asset) }
      if let last, (last.place, last.account) >= (place, pool.account) {
        throw .poolsNotInOrder(pool.account)
      }
      last = (place, pool.account)
    }
    guard terms.reconciliation == nil || !pools.isEmpty else { throw .nothingToReconcile }
    try checkRows(receipts)
    for receipt in receipts {
      guard pools.contains(where: { $0.asset == receipt.asset }) else {
        throw .unknownAsset(receipt.asset)
      }
      guard !receipt.amount.isZero else { throw .impossibleRow(receipt.reference) }
      guard TransactionName.isReceipt(receipt.reference) else {
        throw .notATransaction(receipt.reference)
      }
    }
  }

  func checkLots() throws(EpochInputsError) {
    for (index, lot) in openingLots.enumerated() {
      guard lot.start < terms.epoch.start, !lot.amount.isZero else {
        throw .impossibleLot(lot.account)
      }
      guard index > 0 else { continue }
      let before = openingLots[index - 1]
      guard
        before.account < lot.account || (before.account == lot.account && before.start <= lot.start)
      else { throw .lotsNotInOrder(lot.account) }
    }
  }

  /// Checks the stake × time that weights are given by.
  func checkSums() throws(EpochInputsError) {
    switch terms.weightSource {
    case .events:
      guard stakeSums.isEmpty else { throw .twoSourcesOfWeights }
      return
    case .given:
      guard events.isEmpty, openingLots.isEmpty else { throw .twoSourcesOfWeights }
    }
    guard let stepCount = terms.weighting.multiplier.stepCount else { throw .noStepsToGive }
    let excluded = Set(terms.exclusions.map(\.account))
    for (index, sum) in stakeSums.enumerated() {
      guard (0...stepCount).contains(sum.step), !sum.amountSeconds.isZero else {
        throw .impossibleSum(sum.account)
      }
      guard !excluded.contains(sum.account) else { throw .sumOfExcluded(sum.account) }
      guard index == 0 || stakeSums[index - 1] < sum else { throw .sumsNotInOrder(sum.account) }
    }
  }

  func checkBalances() throws(EpochInputsError) {
    let places = Dictionary(
      uniqueKeysWithValues: terms.payouts.enumerated().map { ($1.asset.id, $0) }
    )
    var last: (place: Int, account: Address)?
    for balance in openingBalances {
      guard let place = places[balance.asset] else { throw .unknownAsset(balance.asset) }
      guard balance.accrued != .zero || !balance.claimed.isZero else {
        throw .impossibleBalance(balance.account)
      }
      if let last, (last.place, last.account) >= (place, balance.account) {
        throw .balancesNotInOrder(balance.account)
      }
      last = (place, balance.account)
    }
  }
}
