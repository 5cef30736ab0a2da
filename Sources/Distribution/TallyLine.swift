/// The votes that one choice of a decision got.
public struct TallyLine: Sendable, Hashable {
  /// The choice, such as `For`.
  public let choice: String
  /// Its votes, as the decimal text that the source gives.
  public let votes: String

  /// Creates a line.
  ///
  /// - Parameters:
  ///   - choice: The choice.
  ///   - votes: Its votes, a decimal.
  public init(choice: String, votes: String) {
    self.choice = choice
    self.votes = votes
  }
}
