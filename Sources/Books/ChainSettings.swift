import ContractEvents
import Distribution
import EVMTypes

/// What the books take from the chain.
struct ChainSettings: Sendable, Hashable {
  /// Receipts of a token at a pool.
  struct ReceiptSource: Sendable, Hashable {
    let asset: String
    let source: EventSource
  }

  /// Up to where the chain is read.
  let depth: ConfirmedDepth
  /// The first epoch that takes something from the chain; `nil` for the first of all.
  let from: Int?
  /// Where stakes come from.
  let stakes: [EventSource]
  /// Where receipts come from.
  let receipts: [ReceiptSource]

  /// All sources.
  var sources: [EventSource] { stakes + receipts.map(\.source) }
}

/// What the columns of a ledger of receipts mean.
struct ReceiptsMapping: Sendable, Hashable {
  let ledger: LedgerMapping
  /// The asset that all of its rows are in.
  let asset: String
  let senderColumn: String
}
