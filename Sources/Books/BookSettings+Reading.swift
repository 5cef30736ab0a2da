import Distribution
import EVMTypes

extension BookSettings {
  /// Reads the file; `nil` when something was logged.
  init?(parsing bytes: [UInt8], log: ProblemLog) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow([
      "format", "title", "publisher", "description", "website", "baseURL", "notice", "chain",
      "distributor", "token", "assets", "payout", "tree", "ruleset", "streams", "epochs",
      "exclusions", "ledgers",
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
    let chain = root.required("chain")?.chain
    let distributor = root.optional("distributor")?.account
    let token = root.required("token")?.token
    let assets = root.required("assets")?.assets
    let payout = root.required("payout")?.payout(among: assets)
    let trees = root.optional("tree").map { $0.trees(of: payout) } ?? []
    let ruleset = root.required("ruleset")?.ruleset
    let streams = root.required("streams")?.streams
    let epochs = root.required("epochs")?.epochs
    let exclusions = root.optional("exclusions").map(\.exclusions) ?? []
    let ledgers = root.required("ledgers")
    ledgers?.allow(["revenue", "staking"])
    let revenue = ledgers?.required("revenue")?.items?.map(\.revenueMapping)
    let staking = ledgers?.required("staking")?.items?.map(\.stakingMapping)
    guard log.isEmpty, let title, let publisher, let description, let baseURL, let chain, let token,
      let assets, let payout, let trees, let ruleset, let streams, let epochs, let exclusions,
      let revenue,
      let staking
    else { return nil }
    self.title = title
    self.publisher = publisher
    self.description = description
    self.website = website
    self.baseURL = baseURL
    self.notice = notice
    self.chain = chain
    self.distributor = distributor
    self.token = token
    self.assets = assets
    self.payout = payout
    self.trees = trees
    self.ruleset = ruleset
    self.streams = streams
    self.epochs = epochs
    self.exclusions = exclusions
    self.revenueLedgers = revenue.compactMap { $0 }
    self.stakingLedgers = staking.compactMap { $0 }
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
    allow(["id", "name"])
    guard let id = required("id")?.count, let name = required("name")?.text else { return nil }
    return Chain(id: UInt64(id), name: name)
  }

  fileprivate var token: Token? {
    allow(["symbol", "name", "decimals", "contract"])
    return tokenMembers
  }

  private var tokenMembers: Token? {
    let symbol = required("symbol")?.text
    let name = required("name")?.text
    let decimals = required("decimals")
    let count = decimals?.count
    let contract = optional("contract")?.account
    guard let symbol, let name, let count else { return nil }
    guard count <= 36 else {
      decimals?.problem("a token has at most 36 decimals")
      return nil
    }
    return Token(symbol: symbol, name: name, decimals: count, contract: contract)
  }

  fileprivate var assets: [Asset]? {
    distinct("asset") { item in
      item.allow(["id", "symbol", "name", "decimals", "contract"])
      let id = item.required("id")
      let name = id?.identifier
      let token = item.tokenMembers
      guard let name, let token else { return nil }
      guard Identifier.isValidAsset(name) else {
        id?.problem("an asset's identifier has no dot and is not `inputs`")
        return nil
      }
      return (name, Asset(id: name, token: token))
    }
  }

  fileprivate func payout(among assets: [Asset]?) -> Asset? {
    guard let word, let assets, !assets.isEmpty else { return nil }
    if let asset = assets.first(where: { $0.id == word }) { return asset }
    problem("no such asset; name one of \(assets.map(\.id).joined(separator: ", "))")
    return nil
  }

  fileprivate var ruleset: Ruleset? {
    guard let count else { return nil }
    if let ruleset = Ruleset(rawValue: count) { return ruleset }
    problem("no such ruleset; this version of revshare knows 1")
    return nil
  }

  fileprivate var streams: [Stream]? {
    distinct("stream") { item in
      item.allow(["id", "title", "description"])
      let id = item.required("id")?.identifier
      let title = item.required("title")?.text
      let description = item.required("description")?.text
      guard let id, let title, let description else { return nil }
      return (id, Stream(id: id, title: title, description: description))
    }
  }

  fileprivate var epochs: [BookSettings.EpochSetting]? {
    guard let items else { return nil }
    guard !items.isEmpty else {
      problem("there is no epoch; add the first one")
      return nil
    }
    var epochs: [BookSettings.EpochSetting] = []
    for item in items {
      item.allow(["number", "start", "end", "closed"])
      let number = item.required("number")?.count
      let start = item.required("start")?.time
      let end = item.required("end")?.time
      let isClosed = item.required("closed")?.truth
      guard let number, let start, let end, let isClosed else { return nil }
      guard start < end else {
        item.optional("end")?.problem("an epoch ends after its start")
        return nil
      }
      if let before = epochs.last {
        if number != before.epoch.number + 1 {
          item.optional("number")?
            .problem("expected epoch \(before.epoch.number + 1) after \(before.epoch.number)")
        }
        if start != before.epoch.end {
          item.optional("start")?
            .problem("an epoch starts where the one before ends, at \(before.epoch.end)")
        }
        if isClosed && !before.isClosed {
          item.optional("closed")?
            .problem("closed, though epoch \(before.epoch.number) before it is not")
        }
      }
      epochs.append(.init(epoch: Epoch(number: number, start: start, end: end), isClosed: isClosed))
    }
    return epochs
  }

  fileprivate var exclusions: [BookSettings.ExclusionSetting]? {
    guard let items else { return nil }
    var exclusions: [BookSettings.ExclusionSetting] = []
    for item in items {
      item.allow(["account", "reason", "from", "until"])
      let account = item.required("account")?.account
      let reason = item.required("reason")?.text
      let from = item.required("from")?.count
      let until = item.optional("until")?.count
      guard let account, let reason, let from else { continue }
      if let until, until < from {
        item.optional("until")?.problem("until lies before from")
        continue
      }
      let overlaps = exclusions.contains {
        $0.exclusion.account == account && $0.from <= until ?? .max && from <= $0.until ?? .max
      }
      if overlaps { item.optional("account")?.problem("excluded twice in one epoch") }
      let exclusion = Exclusion(account: account, reason: reason)
      exclusions.append(.init(exclusion: exclusion, from: from, until: until))
    }
    return exclusions
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
