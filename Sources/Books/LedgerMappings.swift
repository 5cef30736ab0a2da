import Distribution

/// What the columns of all ledgers mean.
struct LedgerMappings: Sendable, Hashable {
  let revenue: [RevenueMapping]
  let staking: [StakingMapping]
  let rates: [RatesMapping]
  let returned: [ReturnedMapping]
  let adjustments: [AdjustmentsMapping]
  let receipts: [ReceiptsMapping]
  /// The files that weights are given by, where they do not come from stake events.
  let weights: [WeightsSetting]
  /// The accounts that receive, in the order of assets, then of accounts.
  let pools: [ReconciliationTerms.Pool]
  let chain: ChainSettings
}

/// What the columns of a rates ledger mean.
struct RatesMapping: Sendable, Hashable {
  /// The column of amounts is that of rates.
  let ledger: LedgerMapping
  let asset: LedgerMapping.Source
  let source: LedgerMapping.Source
}

/// What the columns of a ledger of returned amounts mean.
struct ReturnedMapping: Sendable, Hashable {
  let ledger: LedgerMapping
  let asset: LedgerMapping.Source?
  let epochColumn: String
  let noteColumn: String?
}

/// What the columns of a ledger of adjustments mean.
struct AdjustmentsMapping: Sendable, Hashable {
  let ledger: LedgerMapping
  let asset: LedgerMapping.Source?
  let accountColumn: String
  let epochColumn: String
  let noteColumn: String?
}
