import ContractEvents
import Distribution
import EVMTypes

// Where the books take history from the chain.

extension YAMLReader {
  /// `finalized`, or how many blocks below the newest one.
  var confirmedDepth: ConfirmedDepth? {
    guard let word else { return nil }
    if word == "finalized" { return .finalized }
    guard let count = UInt256(decimal: word.utf8)?.asUInt64, count <= 1_000_000 else {
      problem("expected finalized, or how many blocks to stay below the newest one, such as 64")
      return nil
    }
    return .confirmations(count)
  }

  /// The stake events of a contract.
  var stakeSources: [EventSource]? {
    allow(["contract", "fromBlock", "events"])
    let contract = required("contract")?.account
    let first = required("fromBlock")?.count
    let events = required("events")
    guard let contract, let first, let items = events?.items else { return nil }
    guard !items.isEmpty else {
      events?.problem(
        "name at least one event, such as Staked(address indexed user, uint256 amount)"
      )
      return nil
    }
    let sources = items.map { $0.stakeSource(of: contract, from: UInt64(first)) }
    return sources.contains(nil) ? nil : sources.compactMap { $0 }
  }

  private func stakeSource(of contract: Address, from first: UInt64) -> EventSource? {
    allow(["event", "action", "account", "amount", "where"])
    let declaration = required("event")?.eventDeclaration
    let action = required("action")
    let name = action?.word
    let account = required("account")
    let amount = required("amount")
    guard let declaration, let name, let account, let amount else { return nil }
    guard let kind = EventSource.Kind(rawValue: name), kind == .stake || kind == .unstake else {
      action?.problem("expected stake or unstake")
      return nil
    }
    let accountPlace = account.parameter(of: declaration, "address") { $0 == .account }
    let amountPlace = amount.parameter(of: declaration, "uint256") {
      if case .unsigned = $0 { true } else { false }
    }
    let filters = optional("where").map { $0.filters(of: declaration) } ?? []
    guard let accountPlace, let amountPlace, let filters else { return nil }
    return EventSource(
      contract: contract,
      firstBlock: first,
      kind: kind,
      declaration: declaration,
      accountParameter: accountPlace,
      amountParameter: amountPlace,
      filters: filters
    )
  }

  private var eventDeclaration: EventDeclaration? {
    guard let text else { return nil }
    do {
      return try EventDeclaration(parsing: text)
    } catch {
      problem("\(error)")
      return nil
    }
  }

  /// The place of the parameter that is named here.
  private func parameter(
    of declaration: EventDeclaration,
    _ type: String,
    _ fits: (EventParameterType.Word) -> Bool
  ) -> Int? {
    guard let word else { return nil }
    guard let place = declaration.parameters.firstIndex(where: { $0.name == word }) else {
      let names = declaration.parameters.map(\.name).filter { !$0.isEmpty }
      problem(
        "the event has no parameter of this name; it has "
          + (names.isEmpty ? "none with a name" : names.joined(separator: ", "))
      )
      return nil
    }
    guard fits(declaration.parameters[place].type.word) else {
      problem(
        "the parameter is \(declaration.parameters[place].type.description), expected \(type)"
      )
      return nil
    }
    return place
  }

  private func filters(of declaration: EventDeclaration) -> [EventSource.Filter]? {
    guard let members else { return nil }
    var filters: [EventSource.Filter] = []
    for (key, value) in members {
      guard let account = value.account else { return nil }
      guard
        let place = declaration.parameters.firstIndex(where: {
          $0.name == key && $0.type.word == .account
        })
      else {
        value.problem("the event has no address of this name")
        return nil
      }
      filters.append(EventSource.Filter(parameter: place, account: account))
    }
    return filters.sorted { $0.parameter < $1.parameter }
  }

  // MARK: Receipts

  /// The transfers of an asset to a pool.
  func receiptSource(
    among assets: [BookSettings.AssetSetting]
  ) -> (pool: ReconciliationTerms.Pool, source: EventSource)? {
    allow(["asset", "pool", "fromBlock"])
    let first = required("fromBlock")?.count
    guard let (asset, pool) = pool(among: assets), let first else { return nil }
    guard let contract = asset.token.contract else {
      optional("asset")?.problem("the asset has no contract; add it to the asset")
      return nil
    }
    guard let transfer = try? EventDeclaration(parsing: EventSource.transfer) else { return nil }
    let source = EventSource(
      contract: contract,
      firstBlock: UInt64(first),
      kind: .receipt,
      declaration: transfer,
      accountParameter: 0,
      amountParameter: 2,
      filters: [EventSource.Filter(parameter: 1, account: pool.account)]
    )
    return (pool, source)
  }

  /// A ledger of receipts.
  func receiptsMapping(
    among assets: [BookSettings.AssetSetting]
  ) -> (pool: ReconciliationTerms.Pool, mapping: ReceiptsMapping)? {
    allow(Self.sharedKeys + ["asset", "pool", "sender"])
    let ledger = ledgerMapping
    let sender = required("sender")?.column
    guard let (asset, pool) = pool(among: assets), let ledger, let sender else { return nil }
    guard ledger.privateColumns.isEmpty else {
      optional("reference")?.problem("receipts are public; remove `private`")
      return nil
    }
    return (
      pool, ReceiptsMapping(ledger: ledger, asset: asset.id, senderColumn: sender)
    )
  }

  private func pool(
    among assets: [BookSettings.AssetSetting]
  ) -> (asset: Asset, pool: ReconciliationTerms.Pool)? {
    let place = required("asset")
    let id = place?.word
    let account = required("pool")?.account
    guard let id, let account else { return nil }
    guard let asset = assets.first(where: { $0.asset.id == id })?.asset else {
      place?.problem("no such asset; name one of \(assets.map(\.asset.id).joined(separator: ", "))")
      return nil
    }
    return (asset, ReconciliationTerms.Pool(asset: id, account: account))
  }

  /// What a difference between ledgers and chain means.
  var reconciliationPolicy: ReconciliationTerms.Policy? {
    guard let word else { return nil }
    if let policy = ReconciliationTerms.Policy(rawValue: word) { return policy }
    problem("expected report or refuse")
    return nil
  }

  /// A block that an epoch's inputs were read up to.
  var chainBlock: ChainBlock? {
    allow(["number", "hash"])
    let number = required("number")?.count
    let hashPlace = required("hash")
    guard let number, let text = hashPlace?.word else { return nil }
    guard let hash = Digest(text: text.utf8) else {
      hashPlace?.problem("expected 0x and 64 hexadecimal digits")
      return nil
    }
    return ChainBlock(number: UInt64(number), hash: hash)
  }
}
