public import Distribution
import EVMTypes
public import FileStore

/// The publisher's books, read and checked.
public struct Books: Sendable {
  /// What `revshare.yaml` says.
  public let settings: BookSettings
  /// All revenue entries, in canonical order.
  public let entries: [RevenueEntry]
  /// All stake events, in canonical order.
  public let events: StakeEvents
  private let governance: Governance

  /// Reads books and checks all of them.
  ///
  /// - Parameter store: The books' folder.
  /// - Throws: ``BooksError``: every problem found, or why a file could not be read.
  public init(from store: some FileStore) throws(BooksError) {
    let log = ProblemLog()
    let settingsBytes = try Self.read(BookSettings.file, from: store, log: log)
    let governanceBytes = try Self.read(Governance.file, from: store, log: log)
    let settings = settingsBytes.flatMap { BookSettings(parsing: $0, log: log) }
    let governance = governanceBytes.flatMap {
      Governance(parsing: $0, streams: settings?.streams, log: log)
    }
    guard let settings else { throw .problems(log.collected) }
    if let governance, governance.isComplete, let governanceBytes {
      governance.check(
        epochs: settings.epochs.map(\.epoch),
        log: log,
        items: Governance.items(of: governanceBytes, log: log)
      )
    }
    var entries: [Booked<RevenueEntry>] = []
    for mapping in settings.revenueLedgers {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      entries += reader?.entries(mapping, settings: settings) ?? []
    }
    let problemCount = log.count
    var ledger = StakingLedger()
    for mapping in settings.stakingLedgers {
      guard let bytes = try Self.read(mapping.ledger.file.description, from: store, log: log),
        var reader = StakingReader(bytes, mapping: mapping, token: settings.token, log: log)
      else { continue }
      reader.read(into: &ledger)
    }
    let isComplete = log.count == problemCount
    let check = LedgerCheck(
      settings: settings,
      governance: governance.flatMap { $0.isComplete ? $0 : nil },
      log: log
    )
    check.check(entries)
    let events = check.check(&ledger, isComplete: isComplete)
    guard let governance, log.isEmpty else { throw .problems(log.collected) }
    self.settings = settings
    self.governance = governance
    self.entries = entries.map(\.row).sorted()
    self.events = events
  }

  /// Under which terms an epoch is computed.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - previous: The epoch before, computed; `nil` for the first of the books.
  /// - Returns: The epoch's canonical slice.
  /// - Throws: ``BooksError/slice(_:_:)`` when the books have no such epoch, or the parts do not fit
  ///   together, such as a stream that has a deficit and is not in the decision in force.
  public func inputs(
    ofEpoch number: Int,
    after previous: EpochDistribution?
  ) throws(BooksError) -> EpochInputs {
    guard let epoch = settings.epochs.first(where: { $0.epoch.number == number })?.epoch,
      let decision = governance.decision(inForceIn: number)
    else { throw .slice(number, "the books have no such epoch") }
    let streams = settings.streams.filter { stream in
      decision.poolShares.contains { $0.stream == stream.id }
    }
    let deficits = previous?.streams ?? []
    for figures in deficits where !figures.deficitOut.isZero {
      guard streams.contains(where: { $0.id == figures.stream.id }) else {
        throw .slice(
          number,
          "stream \(figures.stream.id) carries a deficit, but \(decision.id) gives it no pool share"
        )
      }
    }
    let terms = EpochTerms(
      ruleset: settings.ruleset,
      epoch: epoch,
      chain: settings.chain,
      distributor: settings.distributor,
      token: settings.token,
      asset: settings.payout,
      tree: settings.tree(in: number),
      streams: streams,
      decision: decision,
      exclusions: settings.exclusions(in: number),
      carriedIn: CarriedIn(
        remainder: previous?.allocation.remainderOut ?? .zero,
        deficits: streams.map { stream in
          deficits.first { $0.stream.id == stream.id }?.deficitOut ?? .zero
        }
      )
    )
    do {
      return try EpochInputs(
        terms: terms,
        entries: entries.filter { epoch.contains($0.time) },
        events: events.within(epoch),
        openingLots: previous?.closingLots ?? []
      )
    } catch {
      throw .slice(number, error.description)
    }
  }

  private static func reader(
    _ mapping: LedgerMapping,
    store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) -> LedgerReader? {
    guard let bytes = try read(mapping.file.description, from: store, log: log) else { return nil }
    return LedgerReader(bytes, mapping: mapping, log: log)
  }

  private static func read(
    _ file: String,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) -> [UInt8]? {
    guard let path = RelativePath(file) else { return nil }
    do {
      let isLedger = file != BookSettings.file && file != Governance.file
      return try store.read(path, byteLimit: isLedger ? 2_000_000_000 : YAMLValue.byteLimit)
    } catch {
      switch error {
      case .notFound:
        let fact = "no such file; add it, or remove it from revshare.yaml"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact, isMissingFile: true))
      case .notAFile:
        let fact = "not a plain file inside the books' folder"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact))
      case .tooLarge(_, let limit):
        let fact = "larger than \(limit / 1_000_000) MB"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact))
      case .cannotRead, .cannotWrite, .cannotExchange, .locked: throw .file(error)
      }
      return nil
    }
  }
}

/// Why books could not be read.
public enum BooksError: Error, Sendable, Hashable {
  /// These things have to be mended.
  case problems(BookProblems)
  /// A file could not be read.
  case file(FileStoreError)
  /// The slice of this epoch does not fit together.
  case slice(Int, String)
}
