import Distribution
import FileStore

/// The tables that the chain's history is read as, and their mappings.
enum ChainTables {
  /// The file that problems name: the store.
  static let file: RelativePath = "chain.sqlite"

  /// The columns of stakes.
  static let stakes = StakingMapping(
    ledger: mapping,
    accountColumn: "account",
    action: .column("action", values: nil),
    sequenceColumns: ["sequence"]
  )

  /// The columns of receipts of an asset.
  static func receipts(of asset: String) -> ReceiptsMapping {
    ReceiptsMapping(ledger: mapping, asset: asset, senderColumn: "sender")
  }

  private static let mapping = LedgerMapping(
    file: file,
    filters: [],
    timeColumn: "time",
    timePattern: .unix,
    amountColumn: "amount",
    isBaseUnits: true,
    allowsSeparators: false,
    referenceColumns: ["reference"]
  )
}
