public import Distribution
public import FileStore

/// A kind of table in an epoch's evidence.
///
/// - Source: docs/specification.md, sections 2, 5, 7, 9 and 14.
public enum PublishedTable: String, Sendable, Hashable, CaseIterable {
  /// What corrections of earlier epochs add.
  case adjustments
  /// The claims of a payout asset.
  case claims
  /// How a correction changes the shares in a payout asset.
  case differences
  /// The weight and share of every holder in a payout asset.
  case holders
  /// What accounts brought along.
  case openingBalances = "opening-balances"
  /// The lots that stood when the epoch began.
  case openingLots = "opening-lots"
  /// The rates that entries were converted at.
  case rates
  /// What the pools received.
  case receipts
  /// What expired claims gave back.
  case returned
  /// The revenue entries.
  case revenue
  /// The stake events.
  case staking
  /// The votes of the decision in force.
  case votes
  /// The stake × time that weights are given by.
  case weights

  /// Tells the table by its file's name.
  ///
  /// Gives `nil` for what is no table.
  ///
  /// - Parameter path: A file of an epoch's evidence, relative to its folder.
  public init?(at path: RelativePath) {
    guard let name = path.components.last, name.utf8.suffix(4).elementsEqual(".csv".utf8),
      let table = PublishedTable(rawValue: String(name.dropLast(4)))
    else { return nil }
    self = table
  }

  /// What it holds, in words.
  public var title: String {
    switch self {
    case .adjustments: "Adjustments"
    case .claims: "Claims"
    case .differences: "Differences"
    case .holders: "Holders"
    case .openingBalances: "Opening balances"
    case .openingLots: "Opening lots"
    case .rates: "Rates"
    case .receipts: "Receipts"
    case .returned: "Returned claims"
    case .revenue: "Revenue entries"
    case .staking: "Stakes and withdrawals"
    case .votes: "Votes"
    case .weights: "Given stake-time"
    }
  }

  /// The Table Schema that describes its columns.
  ///
  /// - Parameter ruleset: The ruleset of the epoch.
  /// - Returns: The schema's file.
  public func schema(under ruleset: Ruleset) -> RelativePath {
    let name: RelativePath =
      switch (self, ruleset) {
      case (.holders, .v1): "holders-v1.table.json"
      case (.holders, .v2): "holders-v2.table.json"
      case (.revenue, .v1): "revenue-v1.table.json"
      case (.revenue, .v2): "revenue-v2.table.json"
      case (.adjustments, _): "adjustments.table.json"
      case (.claims, _): "claims.table.json"
      case (.differences, _): "differences.table.json"
      case (.openingBalances, _): "opening-balances.table.json"
      case (.openingLots, _): "opening-lots.table.json"
      case (.rates, _): "rates.table.json"
      case (.receipts, _): "receipts.table.json"
      case (.returned, _): "returned.table.json"
      case (.staking, _): "staking.table.json"
      case (.votes, _): "votes.table.json"
      case (.weights, _): "weights.table.json"
      }
    return SiteLayout.schemas.appending(name)
  }
}
