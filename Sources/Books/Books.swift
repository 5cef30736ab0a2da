public import Distribution
import EVMTypes
public import FileStore
public import SiteBranding
public import TransparencyLog

/// The publisher's books, read and checked.
public struct Books: Sendable {
  /// What `revshare.yaml` says.
  public let settings: BookSettings
  /// What makes the site look like its publisher's; `nil` where the books say nothing of it.
  public let branding: Branding?
  /// All revenue entries, in canonical order.
  public let entries: [RevenueEntry]
  /// All stake events, in canonical order.
  public let events: StakeEvents
  let rates: [Rate]
  let returned: [ReturnedAmount]
  let adjustments: [Adjustment]
  let receipts: [Receipt]
  /// The last block before the end of an epoch, where it is known.
  let blocks: [Int: ChainBlock]
  let opening: OpeningTables
  let weights: GivenWeights
  let governance: Governance
  /// The witnesses of the log, and how many of them must have signed; `nil` where the books name none.
  public let witnesses: WitnessPolicy?
  /// The accounts that stand by publications; `nil` where the books name no table of them.
  let signatures: SignaturesTable?
  /// The values of private columns, in the order of the ledgers; none unless they were asked for.
  public let privateValues: [PrivateValue]

  /// Reads books and checks all of them.
  ///
  /// - Parameters:
  ///   - store: The books' folder.
  ///   - history: What was read from the chain; asked for only where the books take something from there.
  ///   - keepsPrivateValues: Whether the values of private columns are wanted, which take memory.
  /// - Throws: ``BooksError``: every problem found, or why a file could not be read.
  public init(
    from store: some FileStore,
    chain history: (any ChainHistory)? = nil,
    keepsPrivateValues: Bool = false
  ) throws(BooksError) {
    let log = ProblemLog()
    let settingsBytes = try Self.read(BookSettings.file, from: store, log: log)
    let governanceBytes = try Self.read(Governance.file, from: store, log: log)
    let settings = settingsBytes.flatMap { BookSettings(parsing: $0, log: log) }
    var votes: [RelativePath: [UInt8]] = [:]
    for path in governanceBytes.map(Governance.voteFiles(of:)) ?? [] {
      guard path != settings?.privacy?.secretFile else {
        let fact = "\(path): \(PrivacySetting.isTheSecret)"
        log.add(BookProblem(file: Governance.file, line: nil, place: "", fact: fact))
        continue
      }
      votes[path] = try Self.read(path.description, from: store, log: log)
    }
    let governance = governanceBytes.flatMap {
      Governance(parsing: $0, votes: votes, settings: settings, log: log)
    }
    guard let settings else { throw .problems(log.collected) }
    if let governance, governance.isComplete, let governanceBytes {
      governance.check(
        settings: settings,
        log: log,
        items: Governance.items(of: governanceBytes, log: log)
      )
    }
    let branding = settings.branding
    let logo = try branding?.logo?.logo(from: store, log: log)
    let witnesses = try settings.logSettings?.policy.flatMap { path throws(BooksError) in
      try PolicyFile.policy(path, from: store, log: log)
    }
    let signatures = try settings.logSettings?.signatures.map { path throws(BooksError) in
      try SignaturesTable(path, from: store, log: log)
    }
    let ledgers = settings.ledgers
    let secret = try settings.secret(from: store, log: log)
    let concealment = secret.map { Concealment($0, keepsValues: keepsPrivateValues) }
    var entries: [Booked<RevenueEntry>] = []
    for mapping in ledgers.revenue {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      entries += reader?.entries(mapping, settings: settings) ?? []
    }
    var rates: [Booked<Rate>] = []
    for mapping in ledgers.rates {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      rates += reader?.rates(mapping, settings: settings) ?? []
    }
    var returned: [Booked<ReturnedAmount>] = []
    for mapping in ledgers.returned {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      returned += reader?.returned(mapping, settings: settings) ?? []
    }
    var adjustments: [Booked<Adjustment>] = []
    for mapping in ledgers.adjustments {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      adjustments += reader?.adjustments(mapping, settings: settings) ?? []
    }
    var receipts: [Booked<Receipt>] = []
    for mapping in ledgers.receipts {
      let reader = try Self.reader(mapping.ledger, store: store, log: log)
      receipts += reader?.receipts(mapping, settings: settings) ?? []
    }
    let chain = ChainReading(settings, history, log: log)
    receipts += try chain.receipts()
    let blocks = try chain.blocks()
    let problemCount = log.count
    let opening = try OpeningTables(of: settings, from: store, log: log)
    var ledger = StakingLedger()
    for mapping in ledgers.staking {
      try Self.read(mapping, token: settings.token, into: &ledger, store, log)
    }
    try chain.readStakes(into: &ledger)
    let isComplete = log.count == problemCount
    let complete = governance.flatMap { $0.isComplete ? $0 : nil }
    let check = LedgerCheck(settings: settings, governance: complete, log: log)
    check.check(entries)
    check.check(rates)
    check.check(returned)
    check.check(adjustments)
    check.check(receipts)
    let weights = try GivenWeights(of: settings, under: complete, from: store, log: log)
    let events = check.check(
      &ledger,
      openingLots: opening.lots,
      isComplete: isComplete,
      concealment: concealment
    )
    if let concealment {
      entries = concealment.published(entries)
      rates = concealment.published(rates)
      returned = concealment.published(returned)
      adjustments = concealment.published(adjustments)
    }
    let conversion = EntryConversion(
      settings: settings,
      governance: complete,
      rates: rates.map(\.row),
      log: log
    )
    let converted = conversion.converted(entries)
    guard let governance, log.isEmpty else { throw .problems(log.collected) }
    self.settings = settings
    self.branding = branding.map { Branding(colour: $0.colour, logo: logo, links: $0.links) }
    self.governance = governance
    self.entries = converted
    self.events = events
    self.rates = rates.map(\.row)
    self.returned = returned.map(\.row).sorted()
    self.adjustments = adjustments.map(\.row).sorted()
    self.receipts = receipts.map(\.row).sorted()
    self.blocks = blocks
    self.opening = opening
    self.weights = weights
    self.witnesses = witnesses
    self.signatures = signatures
    self.privateValues = concealment?.values ?? []
  }

  private static func reader(
    _ mapping: LedgerMapping,
    store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) -> LedgerReader? {
    guard let bytes = try read(mapping.file.description, from: store, log: log) else { return nil }
    return LedgerReader(bytes, mapping: mapping, log: log)
  }

  /// Reads a staking ledger, a second time where a checksum is wrong.
  static func read(
    _ mapping: StakingMapping,
    token: Token,
    into ledger: inout StakingLedger,
    _ store: some FileStore,
    _ log: ProblemLog
  ) throws(BooksError) {
    let problemCount = log.count
    ledger.begin(mapping.ledger)
    let file = mapping.ledger.file.description
    let isRight = try found(file, log) { path throws(FileStoreError) in
      let file = try store.open(path, byteLimit: ledgerByteLimit)
      var reader = try StakingReader(file, mapping: mapping, token: token, log: log)
      return try reader?.read(into: &ledger) ?? true
    }
    guard isRight == false else { return }
    ledger.removeLastPart()
    log.removeProblems(after: problemCount)
    _ = try found(file, log) { path throws(FileStoreError) in
      let file = try store.open(path, byteLimit: ledgerByteLimit)
      var reader = try StakingReader(file, mapping: mapping, token: token, log: log)
      try reader?.readCarefully(into: &ledger)
    }
  }

  private static let ledgerByteLimit = 2_000_000_000

  static func read(
    _ file: String,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) -> [UInt8]? {
    let isLedger = file != BookSettings.file && file != Governance.file
    return try found(file, log) { path throws(FileStoreError) in
      try store.read(path, byteLimit: isLedger ? ledgerByteLimit : YAMLValue.byteLimit)
    }
  }

  /// What is read of a file; logs a file that is not there, or not as it should be.
  static func found<Content>(
    _ file: String,
    _ log: ProblemLog,
    _ read: (RelativePath) throws(FileStoreError) -> Content
  ) throws(BooksError) -> Content? {
    guard let path = RelativePath(file) else { return nil }
    do {
      return try read(path)
    } catch {
      switch error {
      case .notFound:
        let fact = "no such file; add it, or remove it from revshare.yaml"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact, isMissingFile: true))
      case .notAFile:
        let fact = "not a plain file inside the books' folder"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact))
      case .openToOthers:
        let fact = "others may read or write it; run `chmod 600` on it"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact))
      case .tooLarge(_, let limit):
        let fact =
          "larger than \(limit < 1_000_000 ? "\(limit / 1_000) kB" : "\(limit / 1_000_000) MB")"
        log.add(BookProblem(file: file, line: 1, place: "", fact: fact))
      case .cannotRead, .cannotWrite, .cannotExchange, .locked, .cannotList, .unavailable,
        .interrupted:
        throw .file(error)
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
