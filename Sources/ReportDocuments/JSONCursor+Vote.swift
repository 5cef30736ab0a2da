import Distribution

extension JSONCursor {
  /// A decision's vote, as it is stated: the inputs' check counts it again.
  func vote() throws(DocumentError) -> Vote {
    try allow([
      "proposal", "space", "title", "type", "end", "block", "voters", "quorum", "total", "choices",
      "rule", "adopts", "outcome",
    ])
    let choices = try member("choices").map { value throws(DocumentError) in
      try value.voteChoice()
    }
    let name = try member("type")
    guard let type = VoteType(rawValue: try name.text()) else {
      throw name.error(
        "expected one of \(VoteType.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    let outcome = try member("outcome")
    try outcome.allow(["choice", "stakerShare"])
    return Vote(
      stated: VoteProposal(
        id: try member("proposal").text(),
        space: try member("space").text(),
        title: try member("title").text(),
        type: type,
        end: try member("end").timestamp(),
        snapshot: try member("block").optional { value throws(DocumentError) in try value.text() },
        choices: choices.map(\.name),
        scores: choices.map(\.score),
        quorum: try member("quorum").exactDecimal(),
        ballotCount: try member("voters").count()
      ),
      choices: choices,
      rule: try voteRule(),
      outcome: VoteOutcome(
        choice: try outcome.member("choice").count(),
        stakerShare: try outcome.member("stakerShare").optional { value throws(DocumentError) in
          try value.percentage()
        }
      ),
      total: try member("total").exactDecimal()
    )
  }

  private func voteRule() throws(DocumentError) -> VoteRule {
    let rule = try member("rule")
    let adopts = try member("adopts").optional { value throws(DocumentError) in try value.text() }
    switch (try rule.text(), adopts) {
    case ("adopts", let choice?): return .adopts(choice)
    case ("winner", nil): return .winnersShare
    case ("median", nil): return .medianShare
    default: throw rule.error("expected adopts with its choice, winner or median")
    }
  }

  private func voteChoice() throws(DocumentError) -> VoteChoice {
    try allow(["name", "tally", "score", "difference"])
    let choice = VoteChoice(
      name: try member("name").text(),
      tally: try member("tally").exactDecimal(),
      score: try member("score").exactDecimal()
    )
    let difference = try member("difference")
    guard try difference.text() == choice.differenceText else {
      throw difference.error("expected \(choice.differenceText)")
    }
    return choice
  }

  private func exactDecimal() throws(DocumentError) -> ExactDecimal {
    guard let number = ExactDecimal(canonical: try text()) else {
      throw error("expected a decimal without superfluous zeros")
    }
    return number
  }
}
