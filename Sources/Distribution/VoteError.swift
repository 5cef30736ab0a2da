public import EVMTypes

/// Why a vote decides nothing.
public enum VoteError: Error, Sendable, Hashable {
  /// The proposal has no choices.
  case noChoices
  /// Two choices have this text.
  case repeatedChoice(String)
  /// There are other than one score a choice: so many choices, so many scores.
  case scoreCount(choices: Int, scores: Int)
  /// There are more or fewer votes than the hub counted.
  case ballotCount(stated: Int, found: Int)
  /// This account votes twice.
  case repeatedVoter(Address)
  /// This account's selection does not count.
  case selection(Address, BallotSelectionError)
  /// The sum of the votes does not fit in 256 bits.
  case overflow
  /// No power was cast.
  case noVotes
  /// A choice's score and the sum of its votes differ by more than a millionth of all votes.
  case scoreDiffers(choice: String, tally: ExactDecimal, score: ExactDecimal)
  /// The choice with the most power is another by the scores than by the votes.
  case otherWinner(tally: String, score: String)
  /// Less power was cast than had to be.
  case belowQuorum(total: ExactDecimal, quorum: ExactDecimal)
  /// Two choices have the most power.
  case tie(String, String)
  /// The choice that the books adopt is none of the proposal's.
  case unknownChoice(String)
  /// Another choice than the one that the books adopt has the most power.
  case notAdopted(choice: String, winner: String)
  /// The text of the choice that decides holds no percentage.
  case noPercentage(String)
  /// The text of no choice holds a percentage.
  case noPercentages
  /// No power was cast for choices with a percentage.
  case noPercentageVotes
  /// A choice's text holds several percentages.
  case severalPercentages(String)
  /// A choice's text holds something that is perhaps a percentage.
  case unclearPercentage(String)
}

extension VoteError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noChoices: "the proposal has no choices"
    case .repeatedChoice(let name): "two choices have the text \(name)"
    case .scoreCount(let choices, let scores):
      "\(choices) choices, but \(scores) scores; export the proposal after it was closed"
    case .ballotCount(let stated, let found):
      "the proposal counts \(stated) votes, but there are \(found); export all of them"
    case .repeatedVoter(let voter): "\(voter) votes twice; export one vote of each voter"
    case .selection(let voter, let error): "\(voter): \(error)"
    case .overflow: "the sum of the votes does not fit in 256 bits"
    case .noVotes: "no power was cast"
    case .scoreDiffers(let choice, let tally, let score):
      "the votes for \(choice) add up to \(tally), but the proposal states \(score), which differs by more "
        + "than a millionth of all votes; export the votes and the closed proposal again"
    case .otherWinner(let tally, let score):
      "\(tally) has the most power by the votes, but \(score) by the proposal's scores"
    case .belowQuorum(let total, let quorum):
      "the vote did not reach its quorum: \(total) of \(quorum)"
    case .tie(let first, let second): "\(first) and \(second) both have the most power"
    case .unknownChoice(let name): "the proposal has no choice \(name)"
    case .notAdopted(let choice, let winner): "\(winner) has the most power, not \(choice)"
    case .noPercentage(let name): "the choice \(name) has the most power, and holds no percentage"
    case .noPercentages: "no choice holds a percentage"
    case .noPercentageVotes: "no power was cast for a choice with a percentage"
    case .severalPercentages(let name): "the choice \(name) holds several percentages"
    case .unclearPercentage(let name):
      "the choice \(name) holds a percent sign without a clear percentage such as 60% before it"
    }
  }
}
