public import EVMTypes

/// What a stream's entries in one asset add up to, in that asset and converted.
public struct BookedAmount: Sendable, Hashable {
  /// The asset's identifier.
  public let asset: String
  /// The asset's short name.
  public let symbol: String
  /// How many decimals the asset has.
  public let decimals: Int
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
  ///   - symbol: The asset's short name.
  ///   - decimals: How many decimals the asset has.
  ///   - entryCount: How many entries there are.
  ///   - amount: Their sum in base units of the asset.
  ///   - converted: The sum of their conversions.
  public init(
    asset: String,
    symbol: String,
    decimals: Int,
    entryCount: Int,
    amount: SignedAmount,
    converted: SignedAmount
  ) {
    self.asset = asset
    self.symbol = symbol
    self.decimals = decimals
    self.entryCount = entryCount
    self.amount = amount
    self.converted = converted
  }
}
