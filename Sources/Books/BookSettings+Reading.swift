import ClaimVerifier
import ContractEvents
import Distribution
import EVMTypes
public import FileStore

extension BookSettings {
  /// Reads the settings alone.
  ///
  /// - Parameter store: The books' folder.
  /// - Throws: ``BooksError``: every problem found, or why the file could not be read.
  public init(from store: some FileStore) throws(BooksError) {
    let log = ProblemLog()
    let bytes = try Books.read(Self.file, from: store, log: log)
    guard let settings = bytes.flatMap({ BookSettings(parsing: $0, log: log) }) else {
      throw .problems(log.collected)
    }
    self = settings
  }

  /// Reads the file; `nil` when something was logged.
  init?(parsing bytes: [UInt8], log: ProblemLog) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow([
      "format", "title", "publisher", "description", "website", "baseURL", "notice", "branding",
      "chain", "distributor", "token", "assets", "payout", "claims", "explicitProofs", "tree",
      "ruleset", "streams",
      "epochs", "exclusions", "beneficiaries", "opening", "privacy", "reconciliation", "ledgers",
      "log",
    ])
    if let format = root.required("format"), let word = format.word, word != Self.format {
      format.problem("expected \(Self.format)")
    }
    let title = root.required("title")?.text
    let publisher = root.required("publisher")?.text
    let description = root.required("description")?.text
    let website = root.optional("website")?.link
    let baseURL = root.required("baseURL")?.baseURL
    let notice = root.optional("notice")?.text
    let brandingPlace = root.optional("branding")
    let branding = brandingPlace?.branding
    let chainPlace = root.required("chain")
    let chain = chainPlace?.chain
    let node = chainPlace?.optional("node")?.node
    let logPlace = root.optional("log")
    let logSettings = logPlace?.logSettings
    let token = root.required("token")?.token
    let assetList = root.required("assets")
    let assets = assetList?.assets
    let payouts = root.required("payout")?.payouts(among: assets, of: root)
    let ruleset = root.required("ruleset")?.ruleset
    let streams = root.required("streams")?.streams
    let epochs = root.required("epochs")?.epochs
    let exclusions = root.optional("exclusions").map(\.exclusions) ?? []
    let redirections =
      root.optional("beneficiaries").map { $0.redirections(chain: chain, token: token) } ?? []
    let openingPlace = root.optional("opening")
    let opening = openingPlace?.opening(payouts: payouts, streams: streams)
    let privacyPlace = root.optional("privacy")
    let privacy = privacyPlace?.privacy
    let depth = chainPlace?.optional("confirmations").map(\.confirmedDepth) ?? .finalized
    let firstRead = chainPlace?.optional("from").map(\.count) ?? .some(nil)
    if let firstRead, let number = firstRead, let epochs,
      !epochs.contains(where: { $0.epoch.number == number })
    {
      chainPlace?.optional("from")?.problem("there is no epoch \(number)")
    }
    let policy = root.optional("reconciliation").map(\.reconciliationPolicy) ?? .report
    let ledgers = root.required("ledgers")?.ledgers(
      among: assets ?? [],
      upTo: depth,
      from: firstRead ?? nil,
      of: epochs
    )
    if log.isEmpty {
      root.optional("ledgers")?.checkPrivacy(privacy)
      root.checkSecret(privacy)
    }
    if let assets, let payouts { assetList?.check(assets, convertTo: payouts) }
    guard log.isEmpty, let title, let publisher, let description, let baseURL, let chain, let token,
      let assets, let payouts, let ruleset, let streams, let epochs, let exclusions,
      let redirections, (opening == nil) == (openingPlace == nil),
      (branding == nil) == (brandingPlace == nil), (logSettings == nil) == (logPlace == nil),
      (branding == nil) == (brandingPlace == nil), (privacy == nil) == (privacyPlace == nil),
      let ledgers, let policy
    else { return nil }
    self.title = title
    self.publisher = publisher
    self.description = description
    self.website = website
    self.baseURL = baseURL
    self.notice = notice
    self.branding = branding
    self.chain = chain
    self.node = node
    self.logSettings = logSettings
    self.token = token
    self.assets = assets
    self.payouts = payouts
    self.ruleset = ruleset
    self.streams = streams
    self.epochs = epochs
    self.exclusions = exclusions
    self.redirections = redirections
    self.opening = opening
    self.privacy = privacy
    self.reconciliationPolicy = policy
    self.ledgers = ledgers
    check(root, log: log)
    guard log.isEmpty else { return nil }
  }

  /// Logs payout assets that one contract could not tell apart.
  private func check(_ root: YAMLReader, log: ProblemLog) {
    for epoch in epochs.map(\.epoch.number) {
      let payouts = payouts(in: epoch)
      for (index, payout) in payouts.enumerated() {
        let twin = payouts[..<index].first { other in
          guard let distributor = payout.distributors.value(in: epoch) else { return false }
          return other.distributors.value(in: epoch) == distributor
            && !(payout.tree(in: epoch).preset.holdsToken
              && other.tree(in: epoch).preset.holdsToken)
        }
        guard let twin else { continue }
        root.optional("payout")?.problem(
          "\(twin.asset.id) and \(payout.asset.id) have one distributor in epoch \(epoch), whose leaves do not "
            + "hold the token: a claim in one could be paid in the other; give each its own"
        )
        return
      }
    }
  }
}

extension YAMLReader {
  fileprivate var baseURL: String? {
    guard let link else { return nil }
    guard link.utf8.last == UInt8(ascii: "/") else {
      problem("the site's address ends with /")
      return nil
    }
    return link
  }

  fileprivate var chain: Chain? {
    allow(["id", "name", "node", "confirmations", "from"])
    guard let id = required("id")?.count, let name = required("name")?.text else { return nil }
    return Chain(id: UInt64(id), name: name)
  }

  fileprivate var node: NodeAddress? {
    guard let text else { return nil }
    do {
      return try NodeAddress(text)
    } catch {
      problem("\(error)")
      return nil
    }
  }

  fileprivate func ledgers(
    among assets: [BookSettings.AssetSetting],
    upTo depth: ConfirmedDepth?,
    from epoch: Int?,
    of epochs: [BookSettings.EpochSetting]?
  ) -> LedgerMappings? {
    allow(["revenue", "staking", "rates", "returned", "adjustments", "receipts", "weights"])
    let revenue = required("revenue")?.items?.map(\.revenueMapping)
    let weights = optional("weights").map { $0.weights(of: epochs) } ?? []
    let isWeighed = epochs?.first.map { first in
      weights?.contains { $0.epoch == first.epoch.number } ?? true
    }
    // Where no epoch counts stake events, there need be none.
    let stakeItems =
      isWeighed == true ? optional("staking").map(\.items) ?? [] : required("staking")?.items
    let staking = stakeItems?.filter { $0.optional("contract") == nil }.map(\.stakingMapping)
    let stakes = stakeItems?.filter { $0.optional("contract") != nil }.map(\.stakeSources)
    let receiptItems = optional("receipts").map(\.items) ?? []
    let receipts = receiptItems?.filter { $0.optional("file") != nil }
      .map { $0.receiptsMapping(among: assets) }
    let transfers = receiptItems?.filter { $0.optional("file") == nil }
      .map { $0.receiptSource(among: assets) }
    let rates = optional("rates").map { $0.items?.map(\.ratesMapping) } ?? []
    let returned = optional("returned").map { $0.items?.map(\.returnedMapping) } ?? []
    let adjustments = optional("adjustments").map { $0.items?.map(\.adjustmentsMapping) } ?? []
    guard let revenue, let weights, let staking, let rates, let returned, let adjustments,
      let stakes,
      let receipts, let transfers, let depth
    else { return nil }
    let stakeSources = stakes.compactMap { $0 }.flatMap { $0 }
    let pools = Set(receipts.compactMap { $0?.pool } + transfers.compactMap { $0?.pool })
    checkRepeated(stakeSources + transfers.compactMap { $0?.source })
    return LedgerMappings(
      revenue: revenue.compactMap { $0 },
      staking: staking.compactMap { $0 },
      rates: rates.compactMap { $0 },
      returned: returned.compactMap { $0 },
      adjustments: adjustments.compactMap { $0 },
      receipts: receipts.compactMap { $0?.mapping },
      weights: weights,
      pools: assets.map(\.asset.id).flatMap { asset in
        pools.filter { $0.asset == asset }.sorted { $0.account < $1.account }
      },
      chain: ChainSettings(
        depth: depth,
        from: epoch,
        stakes: stakeSources,
        receipts: transfers.compactMap { $0 }.map {
          ChainSettings.ReceiptSource(asset: $0.pool.asset, source: $0.source)
        }
      )
    )
  }

  /// Logs an event of a contract that is named twice: it would be counted twice.
  private func checkRepeated(_ sources: [EventSource]) {
    for (index, source) in sources.enumerated() {
      let isRepeated = sources[..<index].contains {
        $0.contract == source.contract && $0.declaration.topic == source.declaration.topic
          && ($0.filters == source.filters || $0.filters.isEmpty || source.filters.isEmpty)
      }
      if isRepeated {
        problem("the event \(source.declaration.name) of \(source.contract) stands here twice")
      }
    }
  }

  /// The items of a list, each with an identifier of its own.
  func distinct<Item>(
    _ name: String,
    _ read: (YAMLReader) -> (id: String, item: Item)?
  ) -> [Item]? {
    guard let items else { return nil }
    guard !items.isEmpty else {
      problem("there is no \(name); add the first one")
      return nil
    }
    var found: [(id: String, item: Item)] = []
    for item in items {
      guard let next = read(item) else { continue }
      if found.contains(where: { $0.id == next.id }) {
        item.optional("id")?.problem("the \(name) \(next.id) stands here twice")
      }
      found.append(next)
    }
    return found.map(\.item)
  }
}
