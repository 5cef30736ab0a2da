import Distribution
import FileStore

/// What a ledger's columns mean: the parts that all ledgers share.
struct LedgerMapping: Sendable, Hashable {
  /// Rows that are kept: a column and the values that it may have.
  struct Filter: Sendable, Hashable {
    let column: String
    let values: [String]
  }

  /// A value that is the same for every row, or stands in a column and may be translated.
  enum Source: Sendable, Hashable {
    case fixed(String)
    case column(String, values: [Translation]?)
  }

  struct Translation: Sendable, Hashable {
    let from: String
    let to: String
  }

  let file: RelativePath
  let filters: [Filter]
  let timeColumn: String
  let timePattern: TimePattern
  let amountColumn: String
  let isBaseUnits: Bool
  let allowsSeparators: Bool
  let referenceColumns: [String]
  /// The columns that are published as commitments.
  var privateColumns: Set<PrivateColumn> = []
}

/// What the columns of a revenue ledger mean.
struct RevenueMapping: Sendable, Hashable {
  let ledger: LedgerMapping
  let stream: LedgerMapping.Source
  let asset: LedgerMapping.Source?
  let adjustsColumn: String?
  let refundsColumn: String?
  let noteColumn: String?
}

/// What the columns of a staking ledger mean.
struct StakingMapping: Sendable, Hashable {
  let ledger: LedgerMapping
  let accountColumn: String
  let action: LedgerMapping.Source
  /// The column of the sequence, or those of block and log; none where there is no sequence.
  let sequenceColumns: [String]
}
