import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct VoteShareTests {
  @Test(
    "The one percentage of a text",
    arguments: [
      ("60%", "60%"), ("60% to stakers", "60%"), ("Stakers get 62.5%", "62.5%"), ("100%.", "100%"),
      ("Raise (to 55%)", "55%"), ("Option 2: 60.0%", "60%"), ("0%", "0%"), ("=0.0001%", "0.0001%"),
      ("For", nil), ("", nil), ("60 percent", nil), ("60", nil), ("\u{0}", nil),
    ] as [(String, String?)]
  )
  func percentages(text: String, percentage: String?) throws {
    #expect(try ChoicePercentage.percentage(in: text)?.description == percentage)
  }

  @Test(
    "Unclear percentages are refused",
    arguments: [
      "%", " %", "60 %", "1,5%", "50-60%", "50–60%", "-5%", "+5%", "150%", "100.0001%", "1.23456%",
      "1.2.3%", ".5%", "5.%", "05%", "x60%", "é60%", "60%5", "６０%", "٦٠%", "60％", "60٪", "60‰",
      "60% or 60％", "60\u{301}%", "1e1%", "0x10%", "١5%",
    ]
  )
  func unclearPercentages(text: String) {
    #expect(throws: VoteError.unclearPercentage(text)) {
      try ChoicePercentage.percentage(in: text)
    }
  }

  @Test("Several percentages are refused", arguments: ["50% or 60%", "60%%", "60% %", "%60%"])
  func severalPercentages(text: String) {
    #expect(throws: VoteError.severalPercentages(text)) {
      try ChoicePercentage.percentage(in: text)
    }
  }

  @Test func shareOfTheWinner() throws {
    let vote = try VoteSample.vote(
      ["50% to stakers": "1", "60% to stakers": "3", "Abstain": "2"],
      rule: .winnersShare
    )
    #expect(
      vote.outcome == VoteOutcome(choice: 2, stakerShare: Percentage(partsPerMillion: 600_000))
    )
  }

  @Test func winnerWithoutAPercentage() {
    #expect(throws: VoteError.noPercentage("Abstain")) {
      try VoteSample.vote(["50%": "1", "60%": "3", "Abstain": "4"], rule: .winnersShare)
    }
    #expect(throws: VoteError.severalPercentages("60% or 70%")) {
      try VoteSample.vote(["50%": "1", "60% or 70%": "3"], rule: .winnersShare)
    }
  }

  @Test(
    "The lower weighted median",
    arguments: [
      // 3 + 2 is exactly half of 10.
      (["3", "2", "4", "1", "100"], 2, "55%"),
      (["3", "2", "5", "1", "0"], 3, "60%"),
      (["3", "2", "4", "1.000000000000000000000000000000000001", "0"], 3, "60%"),
      (["5", "0", "0", "5", "0"], 1, "50%"),
      (["0", "0", "0", "1e-36", "9"], 4, "65%"),
      (["1", "1", "1", "1", "1"], 2, "55%"),
      (["0", "1", "0", "1", "0"], 2, "55%"),
      (["1", "0", "1", "1", "3"], 3, "60%"),
    ] as [([String], Int, String)]
  )
  func median(tallies: [String], choice: Int, share: String) throws {
    let vote = try Vote(
      of: VoteSample.proposal(
        choices: ["50%", "55%", "60%", "65%", "Abstain"],
        scores: tallies,
        count: 5
      ),
      ballots: VoteSample.ballots(tallies.enumerated().map { ("\($0 + 1)", $1) }),
      rule: .medianShare
    )
    #expect(vote.outcome.choice == choice)
    #expect(vote.outcome.stakerShare?.description == share)
  }

  @Test func medianSortsByPercentage() throws {
    let vote = try VoteSample.vote(
      ["65% of it": "2", "Abstain": "9", "5%": "1", "60%": "2", "60.0% again": "1"],
      rule: .medianShare
    )
    let median = try WeightedMedian(of: vote.choices)
    #expect(median.steps.map(\.choice) == [3, 4, 5, 1])
    #expect(median.steps.map(\.cumulative.description) == ["1", "3", "4", "6"])
    #expect(median.total.description == "6")
    #expect(median.step.choice == 4 && vote.outcome.choice == 4)
    #expect(vote.outcome.stakerShare?.description == "60%")
  }

  @Test(
    "Equal tops are no obstacle to the median",
    arguments: [["2", "2", "2"], ["2", "2.000001", "2"]]
  )
  func equalTops(scores: [String]) throws {
    let vote = try VoteSample.vote(
      ["50%": "2", "60%": "2", "70%": "2"],
      scores: scores,
      rule: .medianShare
    )
    #expect(vote.outcome.stakerShare?.description == "60%")
  }

  @Test func mediansOfNothing() {
    #expect(throws: VoteError.noPercentages) {
      try VoteSample.vote(["For": "1", "Against": "2"], rule: .medianShare)
    }
    #expect(throws: VoteError.noPercentageVotes) {
      try VoteSample.vote(["50%": "0", "60%": "0", "Abstain": "2"], rule: .medianShare)
    }
    #expect(throws: VoteError.severalPercentages("1% 2%")) {
      try VoteSample.vote(["50%": "1", "60%": "0", "1% 2%": "0"], rule: .medianShare)
    }
  }
}
