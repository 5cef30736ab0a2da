/// A token that revenue is booked in, with the name that the books and paths use for it.
public struct Asset: Sendable, Hashable {
  /// The identifier, such as `usdc`.
  public let id: String
  /// The token.
  public let token: Token

  /// Creates an asset.
  ///
  /// - Parameters:
  ///   - id: The identifier.
  ///   - token: The token.
  public init(id: String, token: Token) {
    self.id = id
    self.token = token
  }
}
