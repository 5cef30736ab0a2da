import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct VoteTests {
  @Test("One choice a vote", arguments: [VoteType.basic, .singleChoice])
  func singleChoices(type: VoteType) throws {
    // For 1.5 + 0.25, Against 1, Abstain 1e-36.
    let ballots = VoteSample.ballots([("1", "1.5"), ("2", "1"), ("1", "0.25"), ("3", "1e-36")])
    let proposal = VoteSample.proposal(
      type: type,
      scores: ["1.75", "1.000001", "0"],
      quorum: "2.75",
      count: 4
    )
    let vote = try Vote(of: proposal, ballots: ballots, rule: .adopts("For"))
    #expect(
      vote.choices.map(\.tally.description) == [
        "1.75", "1", "0.000000000000000000000000000000000001",
      ]
    )
    #expect(
      vote.choices.map(\.differenceText) == [
        "0", "0.000001", "-0.000000000000000000000000000000000001",
      ]
    )
    #expect(vote.total.description == "2.750000000000000000000000000000000001")
    #expect(vote.outcome == VoteOutcome(choice: 1, stakerShare: nil))
    #expect(vote.voterCount == 4)
  }

  @Test func weightsAreSplitWithoutLoss() throws {
    // 10 over three equal weights: 3.33..., and the unit that is left goes to the first.
    // 3 over 1 : 0.5 is 2 and 1. 1e-36 over equal weights goes to the first, over 1 : 2 to the second.
    let ballots = VoteSample.ballots([
      ("1:1|2:1|3:1", "10"), ("1:1|3:0.5", "3"), ("2:7|3:7", "1e-36"), ("1:1|2:2", "1e-36"),
    ])
    let third = "3." + String(repeating: "3", count: 36)
    let vote = try Vote(
      of: VoteSample.proposal(type: .weighted, scores: ["5.33333", third, "4.33333"], count: 4),
      ballots: ballots,
      rule: .adopts("For")
    )
    #expect(
      vote.choices.map(\.tally.description) == [
        "5." + String(repeating: "3", count: 35) + "4",
        "3." + String(repeating: "3", count: 35) + "5",
        "4." + String(repeating: "3", count: 36),
      ]
    )
    #expect(vote.total.description == "13.000000000000000000000000000000000002")
  }

  @Test("Random weights are split as a slow model does, in any order", arguments: 0..<20)
  func slowModel(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var ballots: [Ballot] = []
    var tallies: [UInt128] = [0, 0, 0, 0]
    for _ in 0..<50 {
      let power = generator.next() >> UInt64.random(in: 0...60, using: &generator)
      let weights = (0..<4).map { _ in UInt64.random(in: 0...9, using: &generator) }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      for (index, part) in Self.split(power, weights).enumerated() { tallies[index] += part }
      let numbers = (1...4).shuffled(using: &generator)
      ballots.append(
        Ballot(
          voter: generator.account(),
          selection: .weighted(
            numbers.map {
              ChoiceWeight(choice: $0, weight: ExactDecimal(units: UInt256(weights[$0 - 1])))
            }
          ),
          power: ExactDecimal(units: UInt256(power))
        )
      )
    }
    let proposal = VoteSample.proposal(
      type: .weighted,
      choices: ["1%", "2%", "3%", "4%"],
      scores: tallies.map { "\($0)e-36" },
      count: ballots.count
    )
    let vote = try Vote(of: proposal, ballots: ballots, rule: .medianShare)
    #expect(vote.choices.map(\.tally) == proposal.scores)
    ballots.shuffle(using: &generator)
    #expect(try Vote(of: proposal, ballots: ballots, rule: .medianShare) == vote)
  }

  /// Floors; then one unit at a time to the largest remainder, the first of equal ones.
  private static func split(_ power: UInt64, _ weights: [UInt64]) -> [UInt128] {
    let sum = UInt128(weights.reduce(0, +))
    var parts = weights.map { UInt128(power) * UInt128($0) / sum }
    var remainders = weights.map { UInt128(power) * UInt128($0) % sum }
    while parts.reduce(0, +) < UInt128(power) {
      var largest = 0
      for index in 1..<4 where remainders[index] > remainders[largest] { largest = index }
      parts[largest] += 1
      remainders[largest] = 0
    }
    return parts
  }

  @Test(
    "A score may differ by a millionth of all votes",
    arguments: ["600001", "599999", "600000.999999999999999999999999999999999999", "600000"]
  )
  func millionth(score: String) throws {
    let vote = try VoteSample.vote(
      ["For": "600000", "Against": "400000"],
      scores: [score, "400000"],
      rule: .adopts("For")
    )
    #expect(vote.choices[0].score.description == score)
  }

  @Test(
    "A score must not differ by more",
    arguments: [
      "600001.000000000000000000000000000000000001", "599998.999999999999999999999999999999999999",
      "0", "6e40",
    ]
  )
  func aboveMillionth(score: String) {
    #expect(
      throws: VoteError.scoreDiffers(
        choice: "For",
        tally: VoteSample.number("600000"),
        score: VoteSample.number(score)
      )
    ) {
      try VoteSample.vote(
        ["For": "600000", "Against": "400000"],
        scores: [score, "400000"],
        rule: .adopts("For")
      )
    }
  }

  @Test(
    "Scores that name another winner are refused",
    arguments: [.adopts("For"), .winnersShare, .medianShare] as [VoteRule]
  )
  func otherWinner(rule: VoteRule) {
    #expect(throws: VoteError.otherWinner(tally: "For", score: "Against 1%")) {
      try VoteSample.vote(
        ["For": "500000.2", "Against 1%": "500000"],
        scores: ["500000", "500000.1"],
        rule: rule
      )
    }
  }

  @Test("The quorum is reached exactly", arguments: ["10", "0", "9.99"])
  func quorum(text: String) throws {
    let tallies: KeyValuePairs = ["For": "5.5", "Against": "4", "Abstain": "0.5"]
    _ = try VoteSample.vote(tallies, quorum: text, rule: .adopts("For"))
    let above = "10.000000000000000000000000000000000001"
    let error = VoteError.belowQuorum(
      total: VoteSample.number("10"),
      quorum: VoteSample.number(above)
    )
    #expect(throws: error) { try VoteSample.vote(tallies, quorum: above, rule: .adopts("For")) }
    #expect(error.description.hasPrefix("the vote did not reach its quorum"))
  }

  @Test func winnerHasToBeTheOneOfTheBooks() {
    #expect(throws: VoteError.notAdopted(choice: "For", winner: "Against")) {
      try VoteSample.vote(["For": "1", "Against": "2"], rule: .adopts("For"))
    }
    for name in ["for", "For ", "Yes", ""] {
      #expect(throws: VoteError.unknownChoice(name)) {
        try VoteSample.vote(["For": "2", "Against": "1"], rule: .adopts(name))
      }
    }
  }

  @Test("Equal tops decide nothing", arguments: [.adopts("1%"), .winnersShare] as [VoteRule])
  func ties(rule: VoteRule) {
    #expect(throws: VoteError.tie("1%", "3%")) {
      try VoteSample.vote(["1%": "2", "2%": "1", "3%": "2"], rule: rule)
    }
    // The hub's sums are equal, though the votes are not.
    #expect(throws: VoteError.tie("1%", "3%")) {
      try VoteSample.vote(
        ["1%": "2.0000001", "2%": "1", "3%": "2"],
        scores: ["2", "1", "2"],
        rule: rule
      )
    }
  }

  @Test(
    "Votes without power decide nothing",
    arguments: [.adopts("1%"), .winnersShare, .medianShare] as [VoteRule]
  )
  func noVotes(rule: VoteRule) {
    #expect(throws: VoteError.noVotes) { try VoteSample.vote(["1%": "0", "2%": "0"], rule: rule) }
    #expect(throws: VoteError.noVotes) { try VoteSample.vote(["1%": "0"], rule: rule) }
  }

  @Test func sumsThatDoNotFit() {
    let largest = ExactDecimal(units: .max).description
    #expect(throws: VoteError.overflow) {
      try VoteSample.vote(["For": largest, "Against": "1e-36"], rule: .adopts("For"))
    }
    #expect(throws: VoteError.overflow) {
      try Vote(
        of: VoteSample.proposal(scores: ["0", "0", "0"], count: 2),
        ballots: VoteSample.ballots([("1", largest), ("1", largest)]),
        rule: .adopts("For")
      )
    }
  }

  @Test(
    "Shapes that cannot be counted",
    arguments: [
      (VoteSample.proposal(choices: [], scores: [], count: 0), .noChoices),
      (
        VoteSample.proposal(choices: ["For", "For"], scores: ["0", "0"], count: 0),
        .repeatedChoice("For")
      ),
      (VoteSample.proposal(scores: [], count: 0), .scoreCount(choices: 3, scores: 0)),
      (
        VoteSample.proposal(scores: ["1", "2", "3", "4"], count: 0),
        .scoreCount(choices: 3, scores: 4)
      ),
      (VoteSample.proposal(scores: ["0", "0", "0"], count: 1), .ballotCount(stated: 1, found: 0)),
    ] as [(VoteProposal, VoteError)]
  )
  func shapes(proposal: VoteProposal, error: VoteError) {
    #expect(throws: error) { try Vote(of: proposal, ballots: [], rule: .adopts("For")) }
  }

  @Test(
    "Selections that do not count",
    arguments: [
      (.singleChoice, "4", .choiceOutOfRange(4, 3)),
      (.basic, "2147483647", .choiceOutOfRange(2_147_483_647, 3)),
      (.singleChoice, "1:1", .notOneChoice), (.basic, "1:1", .notOneChoice),
      (.weighted, "1", .notWeighted), (.weighted, "1:1|4:1", .choiceOutOfRange(4, 3)),
      (.weighted, "4:0|5:0", .choiceOutOfRange(4, 3)), (.weighted, "1:0|2:0", .noWeight),
      (
        .weighted,
        "1:100000000000000000000000000000000000000000|2:100000000000000000000000000000000000000000",
        .weightsTooLarge
      ),
    ] as [(VoteType, String, BallotSelectionError)]
  )
  func selections(type: VoteType, text: String, error: BallotSelectionError) {
    #expect(throws: VoteError.selection(Address(repeating: 1), error)) {
      try Vote(
        of: VoteSample.proposal(type: type, scores: ["1", "0", "0"], count: 1),
        ballots: VoteSample.ballots([(text, "1")]),
        rule: .adopts("For")
      )
    }
    #expect(!error.description.isEmpty)
  }

  @Test(
    "Selections of numbers below one, and repeated ones",
    arguments: [
      (.singleChoice, .choice(0), .choiceOutOfRange(0, 3)),
      (.singleChoice, .choice(.min), .choiceOutOfRange(.min, 3)),
      (.weighted, .weighted([]), .noWeight),
      (
        .weighted, .weighted([ChoiceWeight(choice: 0, weight: .zero)]), .choiceOutOfRange(0, 3)
      ),
      (
        .weighted,
        .weighted([
          ChoiceWeight(choice: 2, weight: ExactDecimal(units: 1)),
          ChoiceWeight(choice: 2, weight: ExactDecimal(units: 1)),
        ]), .repeatedChoice(2)
      ),
    ] as [(VoteType, BallotSelection, BallotSelectionError)]
  )
  func otherSelections(type: VoteType, selection: BallotSelection, error: BallotSelectionError) {
    #expect(throws: error) { try selection.check(type: type, choiceCount: 3) }
  }

  @Test func voterTwice() throws {
    let ballots = VoteSample.ballots([("1", "1"), ("2", "1")])
    #expect(throws: VoteError.repeatedVoter(Address(repeating: 1))) {
      try Vote(
        of: VoteSample.proposal(scores: ["1", "1", "0"], count: 3),
        ballots: ballots + [ballots[0]],
        rule: .adopts("For")
      )
    }
  }
}
