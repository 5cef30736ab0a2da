import Distribution
import EVMTypes
import ReportDocuments

/// What a page says of ledgers beside the chain.
struct ReconciliationSection: Sendable {
  /// The receipts of an asset.
  struct AssetRow: Sendable {
    let unit: String
    let receipts: String
    let received: AmountText
    let matched: AmountText
    let differing: AmountText
    let unexplained: AmountText
  }

  /// The entries of a stream in an asset.
  struct StreamRow: Sendable {
    let stream: String
    let unit: String
    let entries: String
    let booked: AmountText
    let missing: AmountText
    let received: AmountText
    let difference: AmountText
    let unnamed: String
  }

  /// Something that does not agree.
  struct DifferenceRow: Sendable {
    let reference: String
    let what: String
    let booked: String
    let received: String
    let unit: String
  }

  let words: String
  let pools: [String]
  let assets: [AssetRow]
  let streams: [StreamRow]
  let hasDifferences: Bool
  let differences: [DifferenceRow]

  /// The section of a report; none where nothing is reconciled.
  static func all(of report: EpochReport) -> [ReconciliationSection] {
    report.reconciliation.map { [ReconciliationSection($0, in: report)] } ?? []
  }

  private init(_ reconciliation: ReconciliationReport, in report: EpochReport) {
    let tokens = Dictionary(
      reconciliation.tokens.map { ($0.id, $0.token) },
      uniquingKeysWith: { first, _ in first }
    )
    func text(_ amount: SignedAmount, _ asset: String) -> AmountText {
      AmountText(amount, of: tokens[asset] ?? report.token)
    }
    func text(_ amount: UInt256, _ asset: String) -> AmountText {
      text(SignedAmount(amount), asset)
    }
    let titles = Dictionary(
      report.main.streams.map { ($0.stream.id, $0.stream.title) },
      uniquingKeysWith: { first, _ in first }
    )
    self.pools = reconciliation.terms.pools.map { pool in
      "\(pool.account) (\(tokens[pool.asset]?.symbol ?? pool.asset))"
    }
    self.assets = reconciliation.assets.map { figures in
      AssetRow(
        unit: tokens[figures.asset]?.symbol ?? figures.asset,
        receipts: grouped(figures.receipts.count),
        received: text(figures.receipts.amount, figures.asset),
        matched: text(figures.matched.amount, figures.asset),
        differing: text(figures.differing.amount, figures.asset),
        unexplained: text(figures.unexplained.amount, figures.asset)
      )
    }
    self.streams = reconciliation.streams.map { figures in
      StreamRow(
        stream: titles[figures.stream] ?? figures.stream,
        unit: tokens[figures.asset]?.symbol ?? figures.asset,
        entries: grouped(figures.booked.count),
        booked: text(figures.booked.amount, figures.asset),
        missing: text(figures.missing.amount, figures.asset),
        received: text(figures.received, figures.asset),
        difference: text(figures.difference, figures.asset),
        unnamed: grouped(figures.unnamed.count)
      )
    }
    let missing = reconciliation.missing.map { entry in
      DifferenceRow(
        reference: entry.reference,
        what: "booked, not received",
        booked: text(entry.amount, entry.asset).full,
        received: "",
        unit: tokens[entry.asset]?.symbol ?? entry.asset
      )
    }
    let differing = reconciliation.differing.map { difference in
      DifferenceRow(
        reference: "\(difference.transaction)",
        what: "received with another amount",
        booked: text(difference.booked, difference.asset).full,
        received: text(difference.received, difference.asset).full,
        unit: tokens[difference.asset]?.symbol ?? difference.asset
      )
    }
    let unexplained = reconciliation.unexplained.map { receipt in
      DifferenceRow(
        reference: receipt.reference,
        what: "received, not booked",
        booked: "",
        received: text(receipt.amount, receipt.asset).full,
        unit: tokens[receipt.asset]?.symbol ?? receipt.asset
      )
    }
    self.differences = missing + differing + unexplained
    self.hasDifferences = !differences.isEmpty
    self.words =
      hasDifferences
      ? "Not everything agrees; each difference is listed below."
      : "Every entry that names a transaction was received, and everything received is booked."
  }
}
