import Distribution
import EVMTypes
public import FileStore
public import ReportDocuments

/// Computes given weights again from stake events, for accounts that nobody could choose before.
///
/// - Source: docs/specification.md, section 8.4, "Given weights".
public struct GivenWeightsCheck: Sendable {
  /// A table of stake events.
  public struct EventFile: Sendable {
    let name: String
    let file: any OpenFile

    /// Takes a file.
    ///
    /// - Parameters:
    ///   - name: What it is called, for messages.
    ///   - file: The file, as `inputs/staking.csv` is, but that rows may stand in any order.
    public init(name: String, file: any OpenFile) {
      self.name = name
      self.file = file
    }
  }

  private let files: [EventFile]
  private let seed: [UInt8]
  private let count: Int

  /// Prepares the check.
  ///
  /// - Parameters:
  ///   - files: The stake events: all since the weights are given, or all of the history where they are from the first
  ///     epoch on. Those of before and after are passed over.
  ///   - seed: What chooses accounts; it must not have been known when the weights were published.
  ///   - count: How many accounts are chosen at random, and how many more for having the largest weights.
  public init(events files: [EventFile], seed: [UInt8], count: Int) {
    self.files = files
    self.seed = seed
    self.count = count
  }

  /// The accounts to look at: chosen by the seed from all that have weight, an event or a stake from before, and the
  /// largest.
  func accounts(
    given tables: [[AccountWeight]],
    standing lots: StakeLots
  ) throws(StakingScanError) -> Set<Address> {
    var sample = AccountSample(seed: seed, count: count)
    for lot in lots { sample.offer(lot.account) }
    var accounts: Set<Address> = []
    for weights in tables {
      for weight in weights { sample.offer(weight.account) }
      let largest = weights.sorted { ($1.weight, $0.account) < ($0.weight, $1.account) }
      accounts.formUnion(largest.prefix(count).map(\.account))
    }
    for file in files {
      try StakingScan(file.file, name: file.name).run(
        isWanted: {
          sample.offer($0)
          return false
        },
        take: { _ in }
      )
    }
    return accounts.union(sample.accounts)
  }

  /// The events of some accounts, in canonical order.
  func events(of accounts: Set<Address>) throws(GivenWeightsError) -> StakeEvents {
    var events: [StakeEvent] = []
    for file in files {
      do {
        try StakingScan(file.file, name: file.name).run(
          isWanted: accounts.contains,
          take: { events.append($0) }
        )
      } catch {
        throw .events(error)
      }
    }
    let all = StakeEvents(events)
    if let twin = all.repeatedReferences().first {
      throw .doNotFit("the reference \(all[twin.place].reference) stands in them twice")
    }
    return all.inCanonicalOrder().events
  }

  /// What stood before an epoch, where that is not published: what all events before it left.
  func lots(
    before epoch: Epoch,
    _ weighting: Weighting,
    _ events: StakeEvents
  ) throws(GivenWeightsError) -> StakeLots {
    guard let first = Timestamp(unixSeconds: 0), first < epoch.start else { return [] }
    let earlier = Epoch(number: epoch.number, start: first, end: epoch.start)
    let plain = Weighting(multiplier: .none, withdrawals: weighting.withdrawals)
    return try stakeTime([], events, earlier, plain).closingLots
  }

  /// The stake × time of an epoch.
  func stakeTime(
    _ lots: StakeLots,
    _ events: StakeEvents,
    _ epoch: Epoch,
    _ weighting: Weighting
  ) throws(GivenWeightsError) -> StakeTime {
    do {
      return try StakeTime(
        openingLots: lots,
        events: events.within(epoch),
        epoch: epoch,
        weighting: weighting
      )
    } catch {
      throw .doNotFit("\(error)")
    }
  }
}

/// Why given weights could not be computed again.
public enum GivenWeightsError: Error, Sendable, Hashable {
  /// The events could not be read.
  case events(StakingScanError)
  /// The events cannot be all that there were.
  case doNotFit(String)
  /// What was published before, or the weights, could not be read.
  case site(String)
}
