/// A governance decision: which part of each stream goes to the pool, and which part of the pool to
/// stakers.
public struct Decision: Sendable, Hashable {
  /// The identifier, such as `OIP-1`.
  public let id: String
  /// The title.
  public let title: String
  /// When it was decided.
  public let decidedAt: Timestamp
  /// The first epoch that it is in force in.
  public let effectiveEpoch: Int
  /// The stakers' part of the pool.
  public private(set) var stakerShare: Percentage
  /// The pool's part of each stream's revenue, in the order of the streams.
  public let poolShares: [PoolShare]
  /// Why it was decided; paragraphs are divided by empty lines.
  public let rationale: String
  /// Where it can be read (`https` or `ipfs`).
  public let link: String
  /// The votes by choice, in the order to show them; may be empty.
  public let tally: [TallyLine]
  /// How many votes it needed, as a decimal.
  public let quorum: String?
  /// Why it is in force though it was decided after its epoch began.
  public let retroactive: String?
  /// The vote that it follows from, counted again; `nil` where the books tell its outcome.
  public private(set) var vote: Vote?

  /// Creates a decision.
  ///
  /// - Parameters:
  ///   - id: The identifier.
  ///   - title: The title.
  ///   - decidedAt: When it was decided.
  ///   - effectiveEpoch: The first epoch that it is in force in.
  ///   - stakerShare: The stakers' part of the pool.
  ///   - poolShares: The pool's part of each stream's revenue.
  ///   - rationale: Why it was decided.
  ///   - link: Where it can be read.
  ///   - tally: The votes by choice.
  ///   - quorum: How many votes it needed.
  ///   - retroactive: Why it is in force for an epoch that had begun.
  ///   - vote: The vote that it follows from.
  public init(
    id: String,
    title: String,
    decidedAt: Timestamp,
    effectiveEpoch: Int,
    stakerShare: Percentage,
    poolShares: [PoolShare],
    rationale: String,
    link: String,
    tally: [TallyLine],
    quorum: String?,
    retroactive: String?,
    vote: Vote? = nil
  ) {
    self.id = id
    self.title = title
    self.decidedAt = decidedAt
    self.effectiveEpoch = effectiveEpoch
    self.stakerShare = stakerShare
    self.poolShares = poolShares
    self.rationale = rationale
    self.link = link
    self.tally = tally
    self.quorum = quorum
    self.retroactive = retroactive
    self.vote = vote
  }

  /// The same decision with another stakers' part of the pool.
  func with(stakerShare: Percentage) -> Decision {
    guard stakerShare != self.stakerShare else { return self }
    var decision = self
    decision.stakerShare = stakerShare
    decision.vote = nil
    return decision
  }
}
