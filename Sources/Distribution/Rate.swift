/// A row of the rates ledger: what one asset was worth in its payout asset.
public struct Rate: Sendable, Hashable {
  /// From when on it holds.
  public let time: Timestamp
  /// The asset's identifier; the other side is its payout asset.
  public let asset: String
  /// Whole tokens of the payout asset for a whole token of the asset.
  public let rate: ExchangeRate
  /// Where it is from.
  public let source: String

  /// Creates a rate.
  ///
  /// - Parameters:
  ///   - time: From when on it holds.
  ///   - asset: The asset's identifier.
  ///   - rate: Whole tokens of the payout asset for a whole token of the asset.
  ///   - source: Where it is from.
  public init(time: Timestamp, asset: String, rate: ExchangeRate, source: String) {
    self.time = time
    self.asset = asset
    self.rate = rate
    self.source = source
  }
}
