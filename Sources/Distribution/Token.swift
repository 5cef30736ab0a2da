public import EVMTypes

/// A token: what is staked, or what revenue is booked and claims are paid in.
public struct Token: Sendable, Hashable {
  /// Its short name, such as `USDC`.
  public let symbol: String
  /// Its name in words.
  public let name: String
  /// How many decimals a whole token has in base units, from 0 to 36.
  public let decimals: Int
  /// Its contract, where it has one.
  public let contract: Address?

  /// Creates a token.
  ///
  /// - Parameters:
  ///   - symbol: Its short name.
  ///   - name: Its name in words.
  ///   - decimals: How many decimals a whole token has, from 0 to 36.
  ///   - contract: Its contract.
  public init(symbol: String, name: String, decimals: Int, contract: Address?) {
    self.symbol = symbol
    self.name = name
    self.decimals = decimals
    self.contract = contract
  }
}
