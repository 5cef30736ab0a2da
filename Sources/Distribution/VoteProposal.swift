/// A closed proposal that was voted on, as the hub states it.
public struct VoteProposal: Sendable, Hashable {
  /// The hub's identifier.
  public let id: String
  /// Where it was put to the vote, such as `opur.eth`.
  public let space: String
  /// The title.
  public let title: String
  /// How voters chose.
  public let type: VoteType
  /// When the vote ended.
  public let end: Timestamp
  /// The block that the power was counted at, where it is stated.
  public let snapshot: String?
  /// The choices' texts, in their order; numbered from 1.
  public let choices: [String]
  /// The power that each choice got, as the hub counted it: sums of floating-point numbers.
  public let scores: [ExactDecimal]
  /// The power that had to be cast; zero for none.
  public let quorum: ExactDecimal
  /// How many votes the hub counted.
  public let ballotCount: Int

  /// Creates a proposal.
  ///
  /// - Parameters:
  ///   - id: The hub's identifier.
  ///   - space: Where it was put to the vote.
  ///   - title: The title.
  ///   - type: How voters chose.
  ///   - end: When the vote ended.
  ///   - snapshot: The block that the power was counted at.
  ///   - choices: The choices' texts.
  ///   - scores: The power that each choice got, as the hub counted it.
  ///   - quorum: The power that had to be cast.
  ///   - ballotCount: How many votes the hub counted.
  public init(
    id: String,
    space: String,
    title: String,
    type: VoteType,
    end: Timestamp,
    snapshot: String?,
    choices: [String],
    scores: [ExactDecimal],
    quorum: ExactDecimal,
    ballotCount: Int
  ) {
    self.id = id
    self.space = space
    self.title = title
    self.type = type
    self.end = end
    self.snapshot = snapshot
    self.choices = choices
    self.scores = scores
    self.quorum = quorum
    self.ballotCount = ballotCount
  }
}
