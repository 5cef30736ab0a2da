import Distribution
import FileStore

/// Reads what the books take from the chain.
struct ChainReading {
  private let settings: BookSettings
  private let history: (any ChainHistory)?
  private let log: ProblemLog

  init(_ settings: BookSettings, _ history: (any ChainHistory)?, log: ProblemLog) {
    self.settings = settings
    self.history = history
    self.log = log
  }

  /// The receipts.
  func receipts() throws(BooksError) -> [Booked<Receipt>] {
    var receipts: [Booked<Receipt>] = []
    for source in settings.ledgers.chain.receipts {
      let mapping = ChainTables.receipts(of: source.asset)
      let bytes = try found { history throws(FileStoreError) in
        try history.receipts(of: source.source)
      }
      guard let bytes, let reader = LedgerReader(bytes, mapping: mapping.ledger, log: log) else {
        continue
      }
      receipts += reader.receipts(mapping, settings: settings)
    }
    return receipts
  }

  /// The stakes.
  func readStakes(into ledger: inout StakingLedger) throws(BooksError) {
    let sources = settings.ledgers.chain.stakes
    guard !sources.isEmpty else { return }
    ledger.begin(ChainTables.stakes.ledger)
    let start = settings.chainStart
    let file = try found { history throws(FileStoreError) in
      try history.stakes(of: sources, from: start)
    }
    guard let file else { return }
    do {
      var reader = try StakingReader(
        file,
        mapping: ChainTables.stakes,
        token: settings.token,
        log: log
      )
      _ = try reader?.read(into: &ledger)
    } catch {
      throw .file(error)
    }
  }

  /// The last block before the end of each epoch, by number: from the books, or from the chain.
  func blocks() throws(BooksError) -> [Int: ChainBlock] {
    var blocks: [Int: ChainBlock] = [:]
    let sources = settings.ledgers.chain.sources
    if !sources.isEmpty {
      let chain = try found { history throws(FileStoreError) in try history.chain() }
      if let chain, chain != settings.chain.id {
        problem("of chain \(chain), the books are of chain \(settings.chain.id); move it away")
      }
    }
    for epoch in settings.epochs {
      let number = epoch.epoch.number
      blocks[number] = epoch.block
      guard !sources.isEmpty, settings.isRead(number) else { continue }
      let found = try found { history throws(FileStoreError) in
        try history.lastBlock(before: epoch.epoch.end, of: sources)
      }
      guard let found else { break }
      guard let last = found else {
        if epoch.isClosed {
          problem(
            "epoch \(number) is closed, but the chain was not read up to its end, \(epoch.epoch.end); "
              + "run `revshare sync`"
          )
        }
        continue
      }
      if let stated = epoch.block, stated != last {
        problem(
          "the books name block \(stated.number) \(stated.hash) for epoch \(number), the chain's last block before its "
            + "end is \(last.number) \(last.hash)"
        )
      }
      blocks[number] = last
    }
    return blocks
  }

  /// What the history gives; logs once that there is none.
  private func found<Content>(
    _ read: (any ChainHistory) throws(FileStoreError) -> Content
  ) throws(BooksError) -> Content? {
    guard let history else {
      missing()
      return nil
    }
    do {
      return try read(history)
    } catch {
      guard case .notFound = error else { throw .file(error) }
      missing()
      return nil
    }
  }

  private func missing() {
    let fact =
      "the chain was not read yet, or not with these settings; run `revshare sync`"
    let problem = BookProblem(
      file: ChainTables.file.description,
      line: 1,
      place: "",
      fact: fact,
      isMissingFile: true
    )
    if !log.contains(problem) { log.add(problem) }
  }

  private func problem(_ fact: String) {
    log.add(BookProblem(file: ChainTables.file.description, line: nil, place: "", fact: fact))
  }
}
