import SnapshotVotes
import Testing

@Suite struct RefusedExportTests {
  static let values = [
    "null", "true", "1", "-1", "1.5", "1e400", "\"\"", "\"x\"", "[]", "{}", "[[]]",
  ]

  @Test(
    "A member of a wrong type never traps and is named",
    arguments: [
      "id", "title", "choices", "type", "end", "state", "scores", "votes", "space", "snapshot",
      "quorum",
    ]
  )
  func wrongTypes(member: String) {
    for value in Self.values {
      let lines = ExportSample.problems(ExportSample.proposal([member: value]))
      let isFine = lines == ["decided: 1"]
      let mayBe: [String: [String]] = [
        "id": ["\"x\""], "title": ["\"x\""], "end": ["1"], "snapshot": ["null", "1"],
        "quorum": ["null", "1", "1.5"],
      ]
      #expect(isFine == (mayBe[member] ?? []).contains(value), "\(member): \(value): \(lines)")
      if !isFine {
        // A wrong count of votes is said of the votes.
        #expect(lines.allSatisfy { $0.contains(member) || $0.contains("votes") }, "\(lines)")
      }
    }
  }

  @Test("A vote's member of a wrong type never traps", arguments: values)
  func wrongTypesOfVotes(value: String) {
    for type in ["\"basic\"", "\"weighted\""] {
      let proposal = ExportSample.proposal(["type": type])
      for ballot in [
        ExportSample.ballot(voter: value), ExportSample.ballot(choice: value), value,
      ] where !(ballot.contains(#""choice":1,"vp""#) && value == "1") {
        #expect(ExportSample.problems(proposal, "[\(ballot),{}]").count >= 3)
      }
      #expect(!ExportSample.problems(proposal, value).isEmpty)
    }
    #expect(ExportSample.problems(value) != ["decided: 1"])
    #expect(ExportSample.problems("{\"data\":\(value)}") != ["decided: 1"])
    #expect(ExportSample.problems("{\"proposal\":\(value),\"votes\":[]}", nil) != ["decided: 1"])
  }

  @Test(
    "What is refused, and what to do",
    arguments: [
      (["state": "\"active\""], "state: the vote is active; export it after it was closed"),
      (
        ["type": "\"approval\""],
        "type: votes of type approval cannot be counted; those of type basic, single-choice, weighted can"
      ),
      (["scores": nil], "scores: the value is missing; export the proposal after it was closed"),
      (
        ["scores": "[]"],
        "scores: 2 choices, but 0 scores; export the proposal after it was closed"
      ),
      (["votes": nil], "votes: the value is missing; export it with the rest"),
      (["space": "{}"], "space.id: the value is missing; export it with the rest"),
      (["choices": #"["For","For"]"#], "choices: two choices have the text For"),
      (["choices": #"["For","A\u0007"]"#], "choices[1]: a control character"),
      (["state": #""\u0007""#], "state: a control character"),
      (["scores": "[2.5,1e-37]"], "scores[1]: more than 36 decimals"),
      (
        ["scores": "[2.5,1e42]"],
        "scores[1]: a number too large to count in units of 10^-36 in 256 bits"
      ),
      (["end": "253402300800"], "end: expected Unix seconds before the year 10000"),
      (["quorum": "3.6"], "quorum: the vote did not reach its quorum: 3.5 of 3.6"),
      (
        ["choices": #"["Yes","Against"]"#], "choices: the proposal has no choice For"
      ),
      (
        ["scores": "[2.5,2.5]"],
        "scores: the votes for Against add up to 1, but the proposal states 2.5, which differs by more "
          + "than a millionth of all votes; export the votes and the closed proposal again"
      ),
    ] as [(KeyValuePairs<String, String?>, String)]
  )
  func refusedProposal(replacements: KeyValuePairs<String, String?>, problem: String) {
    #expect(ExportSample.problems(ExportSample.proposal(replacements)) == [problem])
  }

  @Test(
    "Files without what is needed",
    arguments: [
      ("[", "V", "not JSON: line 1, column 2: the text ends within a value; export the file again"),
      (
        "{\"a\":1,\"a\":2}", "V",
        "not JSON: line 1, column 9: the key a occurs twice; export the file again"
      ),
      (
        "{\"\\u0007\":1,\"\\u0007\":2}", "V",
        "not JSON: line 1, column 14: a key occurs twice; export the file again"
      ),
      ("{\"data\":null,\"errors\":[]}", "V", "data: the hub gave no answer; export it again"),
      (
        "{\"data\":{\"proposal\":null}}", "V",
        "data.proposal: the hub has no such proposal; export it by its identifier"
      ),
      ("{}", "V", "there is no proposal; export it"),
      ("P", "{}", "there are no votes; export them"),
      ("P", nil, "there are no votes; name the file that holds them"),
      ("[]", nil, "there is no proposal; export it"),
      (
        "{\"proposal\":P,\"votes\":V}", "V",
        "votes: the votes have a file of their own too; remove one of the two"
      ),
      ("P", "[]", "the proposal counts 2 votes, but there are 0; export all of them"),
      (
        "P", "V,",
        "not JSON: line 2, column 126: something follows the value; export the file again"
      ),
    ] as [(String, String?, String)]
  )
  func refusedFile(proposal: String, votes: String?, problem: String) {
    func filled(_ text: String) -> String {
      text.replacing("P", with: ExportSample.proposal()).replacing("V", with: ExportSample.votes)
    }
    #expect(ExportSample.problems(filled(proposal), votes.map(filled)) == [problem])
  }

  @Test(
    "Choices and powers that are refused",
    arguments: [
      ("\"single-choice\"", "3", "choice: choice 3, but there are 2 choices"),
      ("\"single-choice\"", "0", "choice: expected a choice's number, from 1"),
      ("\"single-choice\"", "1.0", "choice: expected a choice's number, from 1"),
      ("\"single-choice\"", "1e0", "choice: expected a choice's number, from 1"),
      (
        "\"single-choice\"", "{\"1\":1}",
        "choice: weights of choices, but the vote is one of a single choice"
      ),
      ("\"weighted\"", "1", "choice: one choice, but the vote is one of weights"),
      ("\"weighted\"", "{}", "choice: the weights of the choices add up to zero"),
      ("\"weighted\"", "{\"1\":0}", "choice: the weights of the choices add up to zero"),
      ("\"weighted\"", "{\"3\":0,\"1\":1}", "choice: choice 3, but there are 2 choices"),
      ("\"weighted\"", "{\"1\":-1}", "choice: a number below zero"),
      (
        "\"weighted\"", "{\"01\":1}",
        "choice: expected a choice's number, from 1, as the key of each weight"
      ),
      (
        "\"weighted\"", "{\"For\":1}",
        "choice: expected a choice's number, from 1, as the key of each weight"
      ),
    ]
  )
  func refusedChoice(type: String, choice: String, problem: String) {
    let proposal = ExportSample.proposal(["type": type, "votes": "1"])
    let votes = "[\(ExportSample.ballot(choice: choice))]"
    #expect(ExportSample.problems(proposal, votes) == ["[0]." + problem])
  }
}
