public import Distribution
public import EVMTypes

/// What a report says of what was reconciled with the chain: all figures, and the first rows that do not agree.
public struct ReconciliationReport: Sendable, Hashable {
  /// What is reconciled.
  public let terms: ReconciliationTerms
  /// The assets, in order.
  public let tokens: [Asset]
  /// The receipts by asset, in the same order.
  public let assets: [Reconciliation.AssetFigures]
  /// The entries by stream, then by asset.
  public let streams: [Reconciliation.StreamFigures]
  /// The first entries of whose transaction nothing was received.
  public let missing: [Missing]
  /// The first transactions that were booked with another amount.
  public let differing: [Reconciliation.Difference]
  /// The first receipts that no entry names.
  public let unexplained: [Receipt]

  /// An entry of whose transaction nothing was received.
  public struct Missing: Sendable, Hashable {
    /// The entry's reference.
    public let reference: String
    /// The stream's identifier.
    public let stream: String
    /// The asset's identifier.
    public let asset: String
    /// What was booked, in base units.
    public let amount: SignedAmount
  }

  /// How many rows of a kind are listed; the inputs hold all.
  public static let rowLimit = 100

  /// Takes what a report says.
  ///
  /// - Parameters:
  ///   - reconciliation: What was put together.
  ///   - assets: What revenue is booked in.
  public init(_ reconciliation: Reconciliation, assets: [BookedAsset]) {
    self.tokens = reconciliation.assets.compactMap { figures in
      assets.first { $0.asset.id == figures.asset }?.asset
    }
    self.terms = reconciliation.terms
    self.assets = reconciliation.assets
    self.streams = reconciliation.streams
    self.missing = reconciliation.missing.prefix(Self.rowLimit).map {
      Missing(reference: $0.reference, stream: $0.stream, asset: $0.asset, amount: $0.amount)
    }
    self.differing = Array(reconciliation.differing.prefix(Self.rowLimit))
    self.unexplained = Array(reconciliation.unexplained.prefix(Self.rowLimit))
  }

  init(
    terms: ReconciliationTerms,
    tokens: [Asset],
    assets: [Reconciliation.AssetFigures],
    streams: [Reconciliation.StreamFigures],
    missing: [Missing],
    differing: [Reconciliation.Difference],
    unexplained: [Receipt]
  ) {
    self.terms = terms
    self.tokens = tokens
    self.assets = assets
    self.streams = streams
    self.missing = missing
    self.differing = differing
    self.unexplained = unexplained
  }
}
