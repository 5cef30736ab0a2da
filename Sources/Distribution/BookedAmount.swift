public import EVMTypes

/// What a stream's entries in one asset add up to, in that asset and converted.
public struct BookedAmount: Sendable, Hashable {
  /// The asset's identifier.
  public let asset: String
  /// How many entries there are.
  public let entryCount: Int
  /// Their sum in base units of the asset.
  public let amount: SignedAmount
  /// The sum of their conversions, in base units of the payout asset.
  public let converted: SignedAmount

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - asset: The asset's identifier.
  ///   - entryCount: How many entries there are.
  ///   - amount: Their sum in base units of the asset.
  ///   - converted: The sum of their conversions.
  public init(asset: String, entryCount: Int, amount: SignedAmount, converted: SignedAmount) {
    self.asset = asset
    self.entryCount = entryCount
    self.amount = amount
    self.converted = converted
  }
}
