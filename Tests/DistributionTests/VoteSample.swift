import Distribution
import EVMTypes
import TestSupport

/// Votes as short texts.
enum VoteSample {
  /// A number; a wrong text is a fault of the test.
  static func number(_ text: String) -> ExactDecimal {
    guard let number = try? ExactDecimal(text: text) else {
      preconditionFailure("not a number: \(text)")
    }
    return number
  }

  /// Ballots of as many accounts, each a selection and a power, such as `2` and `12.5`.
  static func ballots(_ votes: [(String, String)]) -> [Ballot] {
    votes.enumerated().map { index, vote in
      guard let selection = BallotSelection(text: vote.0) else {
        preconditionFailure("not a selection: \(vote.0)")
      }
      return Ballot(
        voter: Address(repeating: UInt8(index + 1)),
        selection: selection,
        power: number(vote.1)
      )
    }
  }

  static func proposal(
    type: VoteType = .singleChoice,
    choices: [String] = ["For", "Against", "Abstain"],
    scores: [String],
    quorum: String = "0",
    count: Int
  ) -> VoteProposal {
    VoteProposal(
      id: "0xabc",
      space: "opur.eth",
      title: "A vote",
      type: type,
      end: Timestamp(1_787_853_600),
      snapshot: nil,
      choices: choices,
      scores: scores.map(number),
      quorum: number(quorum),
      ballotCount: count
    )
  }

  /// A vote in which each choice gets one ballot of this power, and the hub counts alike.
  static func vote(
    _ tallies: KeyValuePairs<String, String>,
    scores: [String]? = nil,
    quorum: String = "0",
    rule: VoteRule
  ) throws(VoteError) -> Vote {
    try Vote(
      of: proposal(
        choices: tallies.map(\.key),
        scores: scores ?? tallies.map(\.value),
        quorum: quorum,
        count: tallies.count
      ),
      ballots: ballots(tallies.enumerated().map { ("\($0 + 1)", $1.value) }),
      rule: rule
    )
  }
}
