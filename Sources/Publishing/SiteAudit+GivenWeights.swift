import Distribution
import EVMTypes
public import FileStore
import ReportDocuments

/// Weights that were given, which nothing on the site is the source of.
extension SiteAudit {
  /// Says of which epochs the weights were taken as they stand.
  mutating func addGivenWeights() {
    for epoch in givenEpochs where isAudited(epoch.name) {
      add(
        AuditFinding(
          .givenWeights,
          Self.weightsFile(of: epoch),
          "stake x time was given; whether stake events add up to it is for whoever has these to tell, with --events"
        )
      )
    }
  }

  /// Computes given weights again for some accounts, and finds those that stake events do not give.
  ///
  /// - Parameters:
  ///   - check: The stake events, and how accounts are chosen.
  ///   - store: The site.
  /// - Returns: How many accounts were looked at in each epoch, ascending by epoch.
  /// - Throws: ``GivenWeightsError``.
  public mutating func checkGivenWeights(
    by check: GivenWeightsCheck,
    in store: some FileStore
  ) throws(GivenWeightsError) -> [(epoch: Int, accountCount: Int)] {
    let epochs = givenEpochs
    let audited = epochs.filter { isAudited($0.name) }
    guard let first = epochs.first, !audited.isEmpty else { return [] }
    let known = try lots(before: first)
    var tables: [[AccountWeight]] = []
    for epoch in audited { tables.append(try weights(epoch, store)) }
    let accounts: Set<Address>
    do {
      accounts = try check.accounts(given: tables, standing: known ?? [])
    } catch {
      throw .events(error)
    }
    tables = []
    let events = try check.events(of: accounts)
    var lots: StakeLots =
      if let known {
        StakeLots(known.filter { accounts.contains($0.account) })
      } else {
        try check.lots(before: first.terms.epoch, first.terms.weighting, events)
      }
    var outcome: [(epoch: Int, accountCount: Int)] = []
    for epoch in epochs {
      let terms = epoch.terms
      let time = try check.stakeTime(lots, events, terms.epoch, terms.weighting)
      lots = time.closingLots
      guard isAudited(epoch.name) else { continue }
      try compare(try sums(epoch, store), with: time, of: accounts, epoch)
      outcome.append((terms.epoch.number, accounts.count))
    }
    return outcome
  }

  /// The epochs whose weights were given, as they hold now: one after the other, since what follows is given too.
  private var givenEpochs: [PublicationRecord] {
    history.epochs.compactMap { history.current(ofEpoch: $0.number) }
      .filter { $0.terms.weightSource == .given }
  }

  private static func weightsFile(of epoch: PublicationRecord) -> RelativePath {
    SiteLayout.folder(of: epoch.name).appending(SiteLayout.EpochFiles.weights)
  }

  private func sums(
    _ epoch: PublicationRecord,
    _ store: some FileStore
  ) throws(GivenWeightsError) -> [StakeSum] {
    do {
      return try EvidenceReader.stakeSums(of: epoch.name, from: store)
    } catch {
      throw .site("\(error)")
    }
  }

  private func weights(
    _ epoch: PublicationRecord,
    _ store: some FileStore
  ) throws(GivenWeightsError) -> [AccountWeight] {
    let sums = try sums(epoch, store)
    do {
      return try epoch.terms.weighting.multiplier.weights(of: sums)
    } catch {
      throw .site("\(Self.weightsFile(of: epoch)): \(error)")
    }
  }

  /// The lots that stood when the first of these epochs began; `nil` where no epoch before is published.
  private func lots(
    before epoch: PublicationRecord
  ) throws(GivenWeightsError) -> StakeLots? {
    do {
      return try history.closing(ofEpoch: epoch.number - 1)?.lots
    } catch {
      throw .site("\(error)")
    }
  }

  private mutating func compare(
    _ given: [StakeSum],
    with time: StakeTime,
    of accounts: Set<Address>,
    _ epoch: PublicationRecord
  ) throws(GivenWeightsError) {
    let excluded = Set(epoch.terms.exclusions.map(\.account))
    var expected: [StakeSum] = []
    for account in accounts.subtracting(excluded) {
      do {
        expected += try time.sums(of: account)
      } catch {
        throw .doNotFit("\(error)")
      }
    }
    let found = given.filter { accounts.contains($0.account) }
    let (right, stated) = (Self.byPlace(expected), Self.byPlace(found))
    figureCount += max(found.count, expected.count)
    for place in Set(right.keys).union(stated.keys).sorted() where right[place] != stated[place] {
      add(
        AuditFinding(
          .wrongWeight,
          Self.weightsFile(of: epoch),
          place: "\(place.account), step \(place.step)",
          "not what the stake events add up to",
          expected: "\(right[place] ?? .zero)",
          found: "\(stated[place] ?? .zero)"
        )
      )
    }
  }

  private static func byPlace(_ sums: [StakeSum]) -> [SumPlace: UInt256] {
    Dictionary(
      sums.map { (SumPlace(account: $0.account, step: $0.step), $0.amountSeconds) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

/// The place of a sum in the table.
private struct SumPlace: Hashable, Comparable {
  let account: Address
  let step: Int

  static func < (left: SumPlace, right: SumPlace) -> Bool {
    (left.account, left.step) < (right.account, right.step)
  }
}
