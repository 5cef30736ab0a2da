/// What a vote decided.
public struct VoteOutcome: Sendable, Hashable {
  /// The number of the choice that decided, from 1: the one with the most power, or the median's.
  public let choice: Int
  /// The stakers' share that it stands for; `nil` where the vote adopts what the books say.
  public let stakerShare: Percentage?

  /// Creates an outcome.
  ///
  /// - Parameters:
  ///   - choice: The number of the choice that decided.
  ///   - stakerShare: The stakers' share that it stands for.
  public init(choice: Int, stakerShare: Percentage?) {
    self.choice = choice
    self.stakerShare = stakerShare
  }
}
