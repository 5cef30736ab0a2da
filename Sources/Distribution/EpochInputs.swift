public import EVMTypes

/// An epoch's canonical slice of the books: everything that its figures depend on.
///
/// Always consistent: entries and events lie in the epoch and stand in canonical order with distinct
/// references, every entry belongs to a stream of the epoch, lots began before it.
public struct EpochInputs: Sendable, Hashable {
  /// The terms.
  public let terms: EpochTerms
  /// The revenue entries, in canonical order.
  public let entries: [RevenueEntry]
  /// The stake events, in canonical order.
  public let events: StakeEvents
  /// The lots that stood when the epoch began, by account, then in the order in which they were staked.
  public let openingLots: [Lot]

  /// Checks and takes the parts.
  ///
  /// - Parameters:
  ///   - terms: The terms.
  ///   - entries: The revenue entries, in canonical order.
  ///   - events: The stake events, in canonical order.
  ///   - openingLots: The lots that stood when the epoch began, in their order.
  /// - Throws: ``EpochInputsError`` for the first part that does not fit.
  public init(
    terms: EpochTerms,
    entries: [RevenueEntry],
    events: some Sequence<StakeEvent>,
    openingLots: [Lot]
  ) throws(EpochInputsError) {
    let events = StakeEvents(events)
    try Self.check(terms)
    try Self.check(entries, in: terms)
    try Self.check(events, in: terms.epoch)
    try Self.check(openingLots, before: terms.epoch)
    self.terms = terms
    self.entries = entries
    self.events = events
    self.openingLots = openingLots
  }

  private static func check(_ terms: EpochTerms) throws(EpochInputsError) {
    guard terms.epoch.start < terms.epoch.end else { throw .emptyEpoch }
    var known: Set<[UInt8]> = []
    for stream in terms.streams where !known.insert([UInt8](stream.id.utf8)).inserted {
      throw .repeatedStream(stream.id)
    }
    guard terms.decision.poolShares.map(\.stream) == terms.streams.map(\.id),
      terms.carriedIn.deficits.count == terms.streams.count
    else { throw .streamsDisagree }
    for (left, right) in zip(terms.exclusions, terms.exclusions.dropFirst())
    where !(left.account < right.account) {
      throw .exclusionsNotInOrder(right.account)
    }
  }

  private static func check(
    _ entries: [RevenueEntry],
    in terms: EpochTerms
  ) throws(EpochInputsError) {
    let streams = Set(terms.streams.map(\.id))
    var references: Set<[UInt8]> = []
    for (index, entry) in entries.enumerated() {
      guard terms.epoch.contains(entry.time) else { throw .outsideEpoch(entry.reference) }
      guard streams.contains(entry.stream) else { throw .unknownStream(entry.stream) }
      guard references.insert([UInt8](entry.reference.utf8)).inserted else {
        throw .repeatedReference(entry.reference)
      }
      guard index == 0 || entries[index - 1] < entry else { throw .notInOrder(entry.reference) }
    }
  }

  private static func check(
    _ events: StakeEvents,
    in epoch: Epoch
  ) throws(EpochInputsError) {
    let outside = events.firstOutside(epoch)
    let repeated = events.repeatedReferences().first?.place
    let misplaced = events.firstOutOfOrder
    guard let first = [outside, repeated, misplaced].compactMap(\.self).min() else { return }
    let reference = events[first].reference
    if first == outside { throw .outsideEpoch(reference) }
    throw first == repeated ? .repeatedReference(reference) : .notInOrder(reference)
  }

  private static func check(_ lots: [Lot], before epoch: Epoch) throws(EpochInputsError) {
    for (index, lot) in lots.enumerated() {
      guard lot.start < epoch.start, !lot.amount.isZero else { throw .impossibleLot(lot.account) }
      guard index > 0 else { continue }
      let before = lots[index - 1]
      guard
        before.account < lot.account || (before.account == lot.account && before.start <= lot.start)
      else { throw .lotsNotInOrder(lot.account) }
    }
  }
}

/// Why parts do not make an epoch's inputs.
public enum EpochInputsError: Error, Sendable, Hashable {
  /// The epoch does not end after its start.
  case emptyEpoch
  /// A stream is named twice.
  case repeatedStream(String)
  /// Streams, pool shares and deficits are not of the same streams.
  case streamsDisagree
  /// The exclusion of this account is not after the one before.
  case exclusionsNotInOrder(Address)
  /// The row with this reference does not lie in the epoch.
  case outsideEpoch(String)
  /// An entry names a stream that the epoch does not have.
  case unknownStream(String)
  /// Two rows have this reference.
  case repeatedReference(String)
  /// The row with this reference is not after the one before, in the canonical order.
  case notInOrder(String)
  /// A lot of this account is empty or does not begin before the epoch.
  case impossibleLot(Address)
  /// A lot of this account is not after the one before.
  case lotsNotInOrder(Address)
}

extension EpochInputsError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .emptyEpoch: "the epoch does not end after its start"
    case .repeatedStream(let id): "stream \(id) is named twice"
    case .streamsDisagree: "streams, pool shares and deficits are not of the same streams"
    case .exclusionsNotInOrder(let account): "the exclusion of \(account) is out of order"
    case .outsideEpoch(let reference): "\(reference) does not lie in the epoch"
    case .unknownStream(let id): "the epoch has no stream \(id)"
    case .repeatedReference(let reference): "two rows have the reference \(reference)"
    case .notInOrder(let reference): "\(reference) is out of order"
    case .impossibleLot(let account):
      "a lot of \(account) is empty or does not begin before the epoch"
    case .lotsNotInOrder(let account): "a lot of \(account) is out of order"
    }
  }
}
