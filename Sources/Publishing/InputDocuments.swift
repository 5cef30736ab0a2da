import Distribution
import ReportDocuments

/// The documents that an epoch is computed from.
enum InputDocuments {
  /// Makes the documents.
  ///
  /// - Parameters:
  ///   - inputs: The epoch's canonical slice.
  ///   - previous: The epoch before.
  /// - Returns: The documents, one by one.
  static func documents(
    of inputs: EpochInputs,
    after previous: InputsDocument.Previous?
  ) -> [EvidenceDocument] {
    let files = SiteLayout.EpochFiles.self
    let ruleset = inputs.terms.ruleset
    let terms = EvidenceDocument(files.terms) {
      InputsDocument(terms: inputs.terms, previous: previous).bytes
    }
    let revenue = EvidenceDocument(files.revenue) {
      RevenueTable.bytes(of: inputs.entries, under: ruleset)
    }
    let stakes = stakes(of: inputs)
    switch ruleset {
    case .v1: return [terms, revenue] + stakes
    case .v2:
      let votes = EvidenceDocument(files.votes) { VotesTable.bytes(of: inputs.ballots) }
      let receipts = EvidenceDocument(files.receipts) { ReceiptsTable.bytes(of: inputs.receipts) }
      return (inputs.terms.decision.vote == nil ? [] : [votes])
        + (inputs.terms.reconciliation == nil ? [] : [receipts]) + [
          terms, revenue,
          EvidenceDocument(files.rates) { RatesTable.bytes(of: inputs.rates) },
          EvidenceDocument(files.returned) { ReturnedTable.bytes(of: inputs.returned) },
          EvidenceDocument(files.adjustments) { AdjustmentsTable.bytes(of: inputs.adjustments) },
        ] + stakes + [
          EvidenceDocument(rows: files.openingBalances) {
            BalancesTable.text(of: inputs.openingBalances)
          }
        ]
    }
  }

  /// The tables that weights come from.
  private static func stakes(of inputs: EpochInputs) -> [EvidenceDocument] {
    let files = SiteLayout.EpochFiles.self
    switch inputs.terms.weightSource {
    case .events:
      return [
        EvidenceDocument(rows: files.staking) { StakingTable.text(of: inputs.events) },
        EvidenceDocument(rows: files.openingLots) { LotsTable.text(of: inputs.openingLots) },
      ]
    case .given:
      return [EvidenceDocument(rows: files.weights) { WeightsTable.text(of: inputs.stakeSums) }]
    }
  }
}
