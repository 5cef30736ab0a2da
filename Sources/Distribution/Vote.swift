import EVMTypes

/// A vote that decides: counted again exactly from the votes, and compared with what the hub states.
public struct Vote: Sendable, Hashable {
  /// What was voted on.
  public let proposal: VoteProposal
  /// The choices with what they got, in the proposal's order.
  public let choices: [VoteChoice]
  /// The votes, in the order of voters, weights in the order of choices; none in a stated ``result``.
  public let ballots: [Ballot]
  /// What the vote decides by.
  public let rule: VoteRule
  /// What it decided.
  public let outcome: VoteOutcome
  /// The sum over all choices.
  public let total: ExactDecimal

  /// Takes a vote as a document states it; ``init(of:ballots:rule:)`` counts it.
  ///
  /// - Parameters:
  ///   - proposal: What was voted on.
  ///   - choices: The choices with what they got, in the proposal's order.
  ///   - rule: What the vote decides by.
  ///   - outcome: What it decided.
  ///   - total: The sum over all choices.
  public init(
    stated proposal: VoteProposal,
    choices: [VoteChoice],
    rule: VoteRule,
    outcome: VoteOutcome,
    total: ExactDecimal
  ) {
    self.proposal = proposal
    self.choices = choices
    self.ballots = []
    self.rule = rule
    self.outcome = outcome
    self.total = total
  }

  /// The vote without its votes, as a decision states it.
  public var result: Vote {
    Vote(stated: proposal, choices: choices, rule: rule, outcome: outcome, total: total)
  }

  /// How many accounts voted.
  public var voterCount: Int { proposal.ballotCount }

  /// A difference between tally and score is at most the total divided by this.
  static let differenceDivisor: UInt256 = 1_000_000

  /// Counts a vote.
  ///
  /// - Parameters:
  ///   - proposal: What was voted on.
  ///   - ballots: All votes, in any order.
  ///   - rule: What the vote decides by.
  /// - Throws: ``VoteError``.
  public init(
    of proposal: VoteProposal,
    ballots: [Ballot],
    rule: VoteRule
  ) throws(VoteError) {
    let tallies = try Self.tallies(of: proposal, ballots: ballots)
    let choices = proposal.choices.indices.map { index in
      VoteChoice(
        name: proposal.choices[index],
        tally: tallies[index],
        score: proposal.scores[index]
      )
    }
    let total = try Self.sum(tallies)
    guard !total.isZero else { throw .noVotes }
    try Self.checkScores(of: choices, total: total)
    guard total >= proposal.quorum else {
      throw .belowQuorum(total: total, quorum: proposal.quorum)
    }
    self.proposal = proposal
    self.choices = choices
    self.ballots = ballots.map(\.canonical).sorted { $0.voter < $1.voter }
    self.rule = rule
    self.outcome = try Self.outcome(of: choices, rule: rule)
    self.total = total
  }

  private static func tallies(
    of proposal: VoteProposal,
    ballots: [Ballot]
  ) throws(VoteError) -> [ExactDecimal] {
    try proposal.checkShape()
    guard ballots.count == proposal.ballotCount else {
      throw .ballotCount(stated: proposal.ballotCount, found: ballots.count)
    }
    let choiceCount = proposal.choices.count
    var voters: Set<Address> = []
    var tallies = [ExactDecimal](repeating: .zero, count: choiceCount)
    for ballot in ballots {
      guard voters.insert(ballot.voter).inserted else { throw .repeatedVoter(ballot.voter) }
      do {
        try ballot.selection.check(type: proposal.type, choiceCount: choiceCount)
      } catch {
        throw .selection(ballot.voter, error)
      }
      guard let parts = ballot.selection.parts(of: ballot.power) else { throw .overflow }
      for (choice, power) in parts {
        tallies[choice - 1] = try sum([tallies[choice - 1], power])
      }
    }
    return tallies
  }

  private static func sum(_ numbers: [ExactDecimal]) throws(VoteError) -> ExactDecimal {
    var sum = ExactDecimal.zero
    for number in numbers {
      guard let next = try? sum.adding(number) else { throw .overflow }
      sum = next
    }
    return sum
  }

  private static func checkScores(
    of choices: [VoteChoice],
    total: ExactDecimal
  ) throws(VoteError) {
    for choice in choices {
      let (high, low) = choice.difference.magnitude.multipliedFullWidth(by: differenceDivisor)
      guard high.isZero, low <= total.units else {
        throw .scoreDiffers(choice: choice.name, tally: choice.tally, score: choice.score)
      }
    }
    let byTally = leaders(of: choices, \.tally)
    let byScore = leaders(of: choices, \.score)
    guard byTally.contains(where: byScore.contains) else {
      throw .otherWinner(tally: choices[byTally[0]].name, score: choices[byScore[0]].name)
    }
  }

  /// The places of the choices that have the most; one at least.
  private static func leaders(
    of choices: [VoteChoice],
    _ number: (VoteChoice) -> ExactDecimal
  ) -> [Int] {
    let most = choices.map(number).max()
    return choices.indices.filter { number(choices[$0]) == most }
  }

  private static func outcome(
    of choices: [VoteChoice],
    rule: VoteRule
  ) throws(VoteError) -> VoteOutcome {
    switch rule {
    case .adopts(let name):
      guard choices.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        throw .unknownChoice(name)
      }
      let winner = try winner(of: choices)
      guard choices[winner].name.utf8.elementsEqual(name.utf8) else {
        throw .notAdopted(choice: name, winner: choices[winner].name)
      }
      return VoteOutcome(choice: winner + 1, stakerShare: nil)
    case .winnersShare:
      let winner = try winner(of: choices)
      guard let share = try ChoicePercentage.percentage(in: choices[winner].name) else {
        throw .noPercentage(choices[winner].name)
      }
      return VoteOutcome(choice: winner + 1, stakerShare: share)
    case .medianShare:
      let step = try WeightedMedian(of: choices).step
      return VoteOutcome(choice: step.choice, stakerShare: step.percentage)
    }
  }

  /// The place of the one choice that has the most, by the votes and by the hub's scores.
  private static func winner(of choices: [VoteChoice]) throws(VoteError) -> Int {
    for leaders in [leaders(of: choices, \.tally), leaders(of: choices, \.score)]
    where leaders.count > 1 {
      throw .tie(choices[leaders[0]].name, choices[leaders[1]].name)
    }
    return leaders(of: choices, \.tally)[0]
  }
}
