import Distribution
import StrictJSON

extension JSONValue {
  /// A decision's vote; `JSONCursor.vote()` reads it again.
  static func vote(_ vote: Vote) -> JSONValue {
    let proposal = vote.proposal
    var (rule, adopts): (String, String?)
    switch vote.rule {
    case .adopts(let choice): (rule, adopts) = ("adopts", choice)
    case .winnersShare: (rule, adopts) = ("winner", nil)
    case .medianShare: (rule, adopts) = ("median", nil)
    }
    return .object([
      .init("proposal", .string(proposal.id)),
      .init("space", .string(proposal.space)),
      .init("title", .string(proposal.title)),
      .init("type", .string(proposal.type.rawValue)),
      .init("end", .time(proposal.end)),
      .init("block", .optional(proposal.snapshot)),
      .init("voters", .integer(proposal.ballotCount)),
      .init("quorum", .string("\(proposal.quorum)")),
      .init("total", .string("\(vote.total)")),
      .init("choices", .array(vote.choices.map(voteChoice))),
      .init("rule", .string(rule)),
      .init("adopts", .optional(adopts)),
      .init(
        "outcome",
        .object([
          .init("choice", .integer(vote.outcome.choice)),
          .init("stakerShare", .optional(vote.outcome.stakerShare?.description)),
        ])
      ),
    ])
  }

  private static func voteChoice(_ choice: VoteChoice) -> JSONValue {
    .object([
      .init("name", .string(choice.name)),
      .init("tally", .string("\(choice.tally)")),
      .init("score", .string("\(choice.score)")),
      .init("difference", .string(choice.differenceText)),
    ])
  }
}
