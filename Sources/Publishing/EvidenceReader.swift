public import Distribution
public import FileStore
public import ReportDocuments

/// Reads an epoch's inputs back from its published folder.
public enum EvidenceReader: Sendable {
  /// How many bytes a JSON document may have: its values take many times their bytes in memory.
  public static let documentByteLimit = 64_000_000
  /// How many bytes a table may have.
  static let tableByteLimit = 2_000_000_000

  /// Reads the files of inputs.
  ///
  /// - Parameters:
  ///   - publication: What names the publication.
  ///   - store: The published site.
  /// - Returns: The inputs and the epoch before.
  /// - Throws: ``EvidenceError``, with the file.
  public static func inputs(
    of publication: PublicationName,
    from store: some FileStore
  ) throws(EvidenceError) -> (inputs: EpochInputs, previous: InputsDocument.Previous?) {
    let files = SiteLayout.EpochFiles.self
    let folder = SiteLayout.folder(of: publication)
    let document = try read(folder.appending(files.terms), from: store) {
      bytes throws(DocumentError) in try InputsDocument(parsing: bytes)
    }
    let terms = document.terms
    let entries = try readTable(folder.appending(files.revenue), from: store) {
      bytes throws(DocumentError) in try RevenueTable.entries(parsing: bytes, under: terms)
    }
    let stakes = try StakeTables(of: publication, terms.weightSource, from: store)
    let more: MoreTables
    switch terms.ruleset {
    case .v1: more = MoreTables()
    case .v2: more = try MoreTables(of: terms, in: folder, of: store)
    }
    do {
      let inputs = try EpochInputs(
        terms: terms,
        entries: entries,
        rates: more.rates,
        returned: more.returned,
        adjustments: more.adjustments,
        receipts: more.receipts,
        events: stakes.events,
        openingLots: stakes.lots,
        stakeSums: stakes.sums,
        ballots: more.ballots,
        openingBalances: more.balances
      )
      return (inputs, document.previous)
    } catch {
      throw EvidenceError(path: folder.appending("inputs"), fact: error.description)
    }
  }

  /// Reads the stake × time that the weights of a publication were given by.
  ///
  /// - Parameters:
  ///   - publication: What names the publication.
  ///   - store: The published site.
  /// - Returns: The sums, in the order of the table.
  /// - Throws: ``EvidenceError``, with the file.
  static func stakeSums(
    of publication: PublicationName,
    from store: some FileStore
  ) throws(EvidenceError) -> [StakeSum] {
    let path = SiteLayout.folder(of: publication).appending(SiteLayout.EpochFiles.weights)
    return try openTable(path, from: store) { file throws(DocumentError) in
      try WeightsTable.sums(parsing: file)
    }
  }

  /// Adds to an epoch's inputs the tables of what it begins with.
  ///
  /// - Parameters:
  ///   - publication: What names the publication.
  ///   - store: The published site.
  ///   - inputs: The inputs without them.
  /// - Returns: All inputs.
  /// - Throws: ``EvidenceError``, with the file.
  static func adding(
    openingOf publication: PublicationName,
    from store: some FileStore,
    to inputs: EpochInputs
  ) throws(EvidenceError) -> EpochInputs {
    let folder = SiteLayout.folder(of: publication)
    let lots: StakeLots
    switch inputs.terms.weightSource {
    case .events: lots = try self.lots(in: folder, of: store)
    case .given: lots = StakeLots()
    }
    let balances: [AccountBalance]
    switch inputs.terms.ruleset {
    case .v1: balances = []
    case .v2: balances = try self.balances(in: folder, of: store)
    }
    do {
      return try inputs.beginning(with: lots, balances)
    } catch {
      throw EvidenceError(path: folder.appending("inputs"), fact: error.description)
    }
  }

  /// Reads and computes a publication.
  ///
  /// - Parameters:
  ///   - publication: What names it.
  ///   - store: The published site.
  ///   - history: What was published before it, with the publication that it corrects.
  /// - Returns: The publication as its inputs give it.
  /// - Throws: ``EvidenceError``, with the file.
  static func evidence(
    of publication: PublicationName,
    from store: some FileStore,
    after history: SiteHistory
  ) throws(EvidenceError) -> EpochEvidence {
    let (inputs, previous) = try inputs(of: publication, from: store)
    let folder = SiteLayout.folder(of: publication)
    guard let name = publication.corrected else {
      return try computed(folder) { () throws(DistributionError) in
        try EpochEvidence(of: inputs, after: previous)
      }
    }
    let path = folder.appending(SiteLayout.EpochFiles.correction)
    let header = try read(path, from: store) { bytes throws(DocumentError) in
      try CorrectionDocument.header(parsing: bytes)
    }
    let corrected: EpochEvidence?
    do {
      corrected = try history.evidence(of: name)
    } catch {
      throw EvidenceError(path: path, fact: "publication \(name), which it corrects: \(error)")
    }
    guard let corrected else {
      throw EvidenceError(path: path, fact: "publication \(name), which it corrects, is not there")
    }
    return try computed(folder) { () throws(DistributionError) in
      try EpochEvidence(
        correcting: corrected,
        with: inputs,
        after: previous,
        reason: header.reason,
        settlement: header.settlement
      )
    }
  }

  private static func computed(
    _ folder: RelativePath,
    _ compute: () throws(DistributionError) -> EpochEvidence
  ) throws(EvidenceError) -> EpochEvidence {
    do {
      return try compute()
    } catch {
      throw EvidenceError(
        path: folder.appending("inputs"),
        fact: error.description,
        isInconsistent: true
      )
    }
  }

  /// Reads the manifest of a site.
  ///
  /// - Parameter store: The site.
  /// - Returns: The manifest; `nil` when there is none.
  /// - Throws: ``EvidenceError`` when it does not read.
  static func siteManifest(from store: some FileStore) throws(EvidenceError) -> Manifest? {
    do {
      return try read(SiteLayout.manifest, from: store) { bytes throws(DocumentError) in
        try Manifest(parsing: bytes)
      }
    } catch {
      if case .notFound = error.cause { return nil }
      throw error
    }
  }

  /// Reads a document of a site.
  ///
  /// - Parameters:
  ///   - path: The document's path.
  ///   - store: The published site.
  ///   - byteLimit: How many bytes it may have.
  ///   - convert: What reads its bytes.
  /// - Returns: The document.
  /// - Throws: ``EvidenceError``, with the file.
  public static func read<Document>(
    _ path: RelativePath,
    from store: some FileStore,
    byteLimit: Int = documentByteLimit,
    _ convert: ([UInt8]) throws(DocumentError) -> Document
  ) throws(EvidenceError) -> Document {
    let bytes: [UInt8]
    do {
      bytes = try store.read(path, byteLimit: byteLimit)
    } catch {
      throw EvidenceError(path: path, fact: "cannot be read: \(error)", cause: error)
    }
    do {
      return try convert(bytes)
    } catch {
      throw EvidenceError(path: path, fact: error.description)
    }
  }
}

extension EvidenceReader {
  /// Reads a table of a site that may have a row for every account or event, a piece at a time.
  ///
  /// - Parameters:
  ///   - path: The table's path.
  ///   - store: The published site.
  ///   - convert: What reads it.
  /// - Returns: The rows.
  /// - Throws: ``EvidenceError``, with the file.
  static func openTable<Rows>(
    _ path: RelativePath,
    from store: some FileStore,
    _ convert: (any OpenFile) throws(DocumentError) -> Rows
  ) throws(EvidenceError) -> Rows {
    let file: any OpenFile
    do {
      file = try store.open(path, byteLimit: tableByteLimit)
    } catch {
      throw EvidenceError(path: path, fact: "cannot be read: \(error)", cause: error)
    }
    do {
      return try convert(file)
    } catch let fault {
      do {
        _ = try Manifest.File(path, of: file)
      } catch {
        // Whatever was missed in the rows: the file itself cannot be read.
        throw EvidenceError(path: path, fact: "cannot be read: \(error)", cause: error)
      }
      throw EvidenceError(path: path, fact: fault.description)
    }
  }

  /// Reads a table of a site.
  fileprivate static func readTable<Rows>(
    _ path: RelativePath,
    from store: some FileStore,
    _ convert: ([UInt8]) throws(DocumentError) -> Rows
  ) throws(EvidenceError) -> Rows {
    try read(path, from: store, byteLimit: tableByteLimit, convert)
  }

  fileprivate static func lots(
    in folder: RelativePath,
    of store: some FileStore
  ) throws(EvidenceError) -> StakeLots {
    try openTable(folder.appending(SiteLayout.EpochFiles.openingLots), from: store) {
      file throws(DocumentError) in try LotsTable.lots(parsing: file)
    }
  }

  fileprivate static func balances(
    in folder: RelativePath,
    of store: some FileStore
  ) throws(EvidenceError) -> [AccountBalance] {
    try openTable(folder.appending(SiteLayout.EpochFiles.openingBalances), from: store) {
      file throws(DocumentError) in try BalancesTable.balances(parsing: file)
    }
  }
}

/// The tables of inputs that weights come from.
private struct StakeTables {
  var events = StakeEvents([])
  var lots = StakeLots()
  var sums: [StakeSum] = []

  init(
    of publication: PublicationName,
    _ source: WeightSource,
    from store: some FileStore
  ) throws(EvidenceError) {
    let folder = SiteLayout.folder(of: publication)
    let files = SiteLayout.EpochFiles.self
    switch source {
    case .events:
      self.events = try EvidenceReader.openTable(folder.appending(files.staking), from: store) {
        file throws(DocumentError) in try StakingTable.events(parsing: file)
      }
      self.lots = try EvidenceReader.lots(in: folder, of: store)
    case .given:
      self.sums = try EvidenceReader.stakeSums(of: publication, from: store)
    }
  }
}

/// The tables of inputs that ruleset 2 adds.
private struct MoreTables {
  var rates: [Rate] = []
  var returned: [ReturnedAmount] = []
  var adjustments: [Adjustment] = []
  var receipts: [Receipt] = []
  var balances: [AccountBalance] = []
  var ballots: [Ballot] = []

  init() {}

  init(
    of terms: EpochTerms,
    in folder: RelativePath,
    of store: some FileStore
  ) throws(EvidenceError) {
    let files = SiteLayout.EpochFiles.self
    self.rates = try EvidenceReader.readTable(folder.appending(files.rates), from: store) {
      bytes throws(DocumentError) in try RatesTable.rates(parsing: bytes)
    }
    self.returned = try EvidenceReader.readTable(folder.appending(files.returned), from: store) {
      bytes throws(DocumentError) in try ReturnedTable.rows(parsing: bytes)
    }
    self.adjustments = try EvidenceReader.readTable(
      folder.appending(files.adjustments),
      from: store
    ) {
      bytes throws(DocumentError) in try AdjustmentsTable.rows(parsing: bytes)
    }
    if terms.decision.vote != nil {
      self.ballots = try EvidenceReader.readTable(folder.appending(files.votes), from: store) {
        bytes throws(DocumentError) in try VotesTable.ballots(parsing: bytes)
      }
    }
    if terms.reconciliation != nil {
      self.receipts = try EvidenceReader.readTable(folder.appending(files.receipts), from: store) {
        bytes throws(DocumentError) in try ReceiptsTable.receipts(parsing: bytes)
      }
    }
    self.balances = try EvidenceReader.balances(in: folder, of: store)
  }
}

/// Why a published document could not be read.
public struct EvidenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The document's path.
  public let path: RelativePath
  /// The fact.
  public let fact: String
  /// Whether the document reads, but nothing can be computed from it.
  let isInconsistent: Bool
  /// Why there are no bytes, where that is the fact.
  public let cause: FileStoreError?

  init(
    path: RelativePath,
    fact: String,
    isInconsistent: Bool = false,
    cause: FileStoreError? = nil
  ) {
    self.path = path
    self.fact = fact
    self.isInconsistent = isInconsistent
    self.cause = cause
  }

  /// The path and the fact, in one line.
  public var description: String { "\(path): \(fact)" }
}
