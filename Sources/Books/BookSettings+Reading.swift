import ClaimVerifier
import Distribution
import EVMTypes

extension BookSettings {
  /// Reads the file; `nil` when something was logged.
  init?(parsing bytes: [UInt8], log: ProblemLog) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow([
      "format", "title", "publisher", "description", "website", "baseURL", "notice", "branding",
      "chain", "distributor", "token", "assets", "payout", "claims", "tree", "ruleset", "streams",
      "epochs", "exclusions", "beneficiaries", "opening", "privacy", "ledgers", "log",
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
    let ledgers = root.required("ledgers")?.ledgers
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
      let ledgers
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
    allow(["id", "name", "node"])
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

  fileprivate var ledgers: LedgerMappings? {
    allow(["revenue", "staking", "rates", "returned", "adjustments"])
    let revenue = required("revenue")?.items?.map(\.revenueMapping)
    let staking = required("staking")?.items?.map(\.stakingMapping)
    let rates = optional("rates").map { $0.items?.map(\.ratesMapping) } ?? []
    let returned = optional("returned").map { $0.items?.map(\.returnedMapping) } ?? []
    let adjustments = optional("adjustments").map { $0.items?.map(\.adjustmentsMapping) } ?? []
    guard let revenue, let staking, let rates, let returned, let adjustments else { return nil }
    return LedgerMappings(
      revenue: revenue.compactMap { $0 },
      staking: staking.compactMap { $0 },
      rates: rates.compactMap { $0 },
      returned: returned.compactMap { $0 },
      adjustments: adjustments.compactMap { $0 }
    )
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
