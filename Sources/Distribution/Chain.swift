/// The chain that accounts and contracts live on.
public struct Chain: Sendable, Hashable {
  /// The chain's number (EIP-155).
  public let id: UInt64
  /// Its name in words.
  public let name: String

  /// Creates a chain.
  ///
  /// - Parameters:
  ///   - id: The chain's number.
  ///   - name: Its name in words.
  public init(id: UInt64, name: String) {
    self.id = id
    self.name = name
  }
}
