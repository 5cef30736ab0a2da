import Distribution

// The mappings of ledgers of money: revenue, rates, returned amounts and adjustments.

extension YAMLReader {
  /// A revenue ledger's mapping.
  var revenueMapping: RevenueMapping? {
    allow(Self.sharedKeys + ["stream", "asset", "adjusts", "refunds", "note"])
    let ledger = ledgerMapping
    let stream = required("stream")?.source
    let asset = optionally("asset", \.source)
    let adjusts = optionally("adjusts", \.column)
    let refunds = optionally("refunds") { $0.column(refusing: Self.refusedPrivacyOfRefunds) }
    let note = optionally("note", \.textColumn)
    guard let ledger, let stream, let asset, let adjusts, let refunds, let note else { return nil }
    return RevenueMapping(
      ledger: ledger,
      stream: stream,
      asset: asset,
      adjustsColumn: adjusts,
      refundsColumn: refunds,
      noteColumn: note
    )
  }

  /// A rates ledger's mapping.
  var ratesMapping: RatesMapping? {
    allow(["file", "where", "time", "rate", "asset", "source"])
    let ledger = ledgerMapping(amount: "rate", isNamed: false)
    let asset = required("asset")?.source
    let source = required("source")?.textSource
    // The same words stand on every page: they are judged once.
    let words = optional("source")?.optional("value").map(\.publicText) ?? ""
    guard let ledger, let asset, let source, words != nil else { return nil }
    guard !ledger.isBaseUnits else {
      optional("rate")?.problem("a rate is of whole tokens; remove the unit")
      return nil
    }
    return RatesMapping(ledger: ledger, asset: asset, source: source)
  }

  /// The mapping of a ledger of returned amounts.
  var returnedMapping: ReturnedMapping? {
    allow(Self.sharedKeys + ["asset", "epoch", "note"])
    let ledger = ledgerMapping
    let asset = optionally("asset", \.source)
    let epoch = required("epoch")?.column
    let note = optionally("note", \.textColumn)
    guard let ledger, let asset, let epoch, let note else { return nil }
    return ReturnedMapping(ledger: ledger, asset: asset, epochColumn: epoch, noteColumn: note)
  }

  /// The mapping of a ledger of adjustments.
  var adjustmentsMapping: AdjustmentsMapping? {
    allow(Self.sharedKeys + ["asset", "account", "epoch", "note"])
    let ledger = ledgerMapping
    let asset = optionally("asset", \.source)
    let account = required("account")?.column
    let epoch = required("epoch")?.column
    let note = optionally("note", \.textColumn)
    guard let ledger, let asset, let account, let epoch, let note else { return nil }
    return AdjustmentsMapping(
      ledger: ledger,
      asset: asset,
      accountColumn: account,
      epochColumn: epoch,
      noteColumn: note
    )
  }

  /// What a key that may be left out says; `nil` when it is there and was logged.
  private func optionally<Value>(_ key: String, _ read: (YAMLReader) -> Value?) -> Value?? {
    guard let member = optional(key) else { return .some(nil) }
    return read(member).map { .some($0) }
  }
}
