/// A named source of revenue; data, never code.
public struct Stream: Sendable, Hashable {
  /// The identifier, such as `subscriptions`.
  public let id: String
  /// The title that pages show.
  public let title: String
  /// What earns it, in a sentence.
  public let description: String

  /// Creates a stream.
  ///
  /// - Parameters:
  ///   - id: The identifier.
  ///   - title: The title that pages show.
  ///   - description: What earns it.
  public init(id: String, title: String, description: String) {
    self.id = id
    self.title = title
    self.description = description
  }
}
