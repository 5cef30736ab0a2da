import Distribution
import EVMTypes
import SnapshotVotes
import TestSupport
import Testing

@Suite struct SnapshotExportTests {
  @Test func exportOfTwoFiles() throws {
    let export = ExportSample.export(ExportSample.proposal())
    #expect(export.problems == [])
    let vote = try #require(try export.vote(.adopts("For")))
    #expect(vote.proposal.id == "0xabc" && vote.proposal.space == "opur.eth")
    #expect(vote.proposal.title == "Raise the share" && vote.proposal.snapshot == "23817450")
    #expect(vote.proposal.end.description == "2026-08-27T18:00:00Z")
    #expect(vote.choices.map(\.tally.description) == ["2.5", "1"])
    #expect(vote.ballots.map(\.voter.description) == [ExportSample.second, ExportSample.first])
  }

  @Test(
    "The hub's answers and one file with both are read alike",
    arguments: [
      (#"{"data":{"proposal":P}}"#, #"{"data":{"votes":V}}"#),
      (#"{"proposal":P}"#, #"{"votes":V}"#),
      (#"{"data":{"proposal":P,"votes":V}}"#, nil), (#"{"votes":V,"proposal":P,"more":[1]}"#, nil),
      ("P", #"{"data":{"votes":V,"proposal":{}}}"#), ("\u{FEFF}P", "\u{FEFF}V"),
    ] as [(String, String?)]
  )
  func envelopes(proposal: String, votes: String?) throws {
    func filled(_ text: String) -> String {
      text.replacing("P", with: ExportSample.proposal()).replacing("V", with: ExportSample.votes)
    }
    let export = ExportSample.export(filled(proposal), votes.map(filled))
    #expect(export.problems == [])
    #expect(try export.vote(.adopts("For"))?.outcome.choice == 1)
  }

  @Test(
    "Numbers may be texts and have exponents",
    arguments: [
      ("2.5", "2.5"), (#""2.5""#, "2.5"), ("25e-1", "2.5"), (#""0.25E+1""#, "2.5"),
      ("2.500000000000000000000000000000000001", "2.500000000000000000000000000000000001"),
    ]
  )
  func numbers(power: String, tally: String) throws {
    let votes =
      "[\(ExportSample.ballot(power: power)),"
      + "\(ExportSample.ballot(voter: "\"\(ExportSample.second)\"", choice: "2", power: "1"))]"
    let proposal = ExportSample.proposal(["scores": #"["25e-1",1e0]"#, "quorum": #""3.5""#])
    let vote = try ExportSample.export(proposal, votes).vote(.adopts("For"))
    #expect(vote?.choices[0].tally.description == tally)
  }

  @Test("No quorum is none", arguments: ["0", "null", nil, "0.0"] as [String?])
  func noQuorum(text: String?) throws {
    let export = ExportSample.export(ExportSample.proposal(["quorum": text, "snapshot": nil]))
    #expect(try export.vote(.adopts("For"))?.proposal.quorum == .zero)
  }

  @Test func weightsByChoiceNumbers() throws {
    let votes =
      "[\(ExportSample.ballot(choice: #"{"2":"1","1":1.5}"#)),"
      + "\(ExportSample.ballot(voter: "\"\(ExportSample.second)\"", choice: #"{"2":7}"#, power: "1"))]"
    let proposal = ExportSample.proposal(["type": #""weighted""#, "scores": "[1.5,2]"])
    let export = ExportSample.export(proposal, votes)
    #expect(export.problems == [])
    #expect(throws: SnapshotProblem.self) { try export.vote(.adopts("For")) }
    let vote = try #require(try export.vote(.adopts("Against")))
    #expect(vote.choices.map(\.tally.description) == ["1.5", "2"])
    #expect(vote.ballots.map(\.selection.description) == ["2:7", "1:1.5|2:1"])
  }

  @Test func problemsSayFileLineAndPlace() {
    let votes = "[\n\(ExportSample.ballot(power: "-1")),\n\(ExportSample.ballot(choice: "0"))\n]"
    let export = ExportSample.export("\n{\"data\":\n{\"proposal\":[]}}", votes)
    #expect(export.problems.map(\.file) == [.proposal, .votes, .votes, .votes])
    #expect(export.problems.map(\.line) == [3, 2, 3, 3])
    #expect(
      export.problems.map(\.place) == ["data.proposal", "[0].vp", "[1].choice", "[1].voter"]
    )
    #expect(export.problems[3].fact.hasPrefix("\(ExportSample.first) votes in [0] too"))
  }

  @Test func allProblemsAreCollected() {
    let ballots = (0..<60).map { _ in ExportSample.ballot(power: "x".debugDescription) }
    let export = ExportSample.export(
      ExportSample.proposal(["votes": "60"]),
      "[\(ballots.joined(separator: ","))]"
    )
    #expect(export.problems.count == 60 + 59)
  }

  @Test func voterInAnotherSpelling() {
    let votes =
      "[\(ExportSample.ballot()),"
      + "\(ExportSample.ballot(voter: "\"\(ExportSample.first.lowercased())\"", choice: "2"))]"
    #expect(
      ExportSample.problems(ExportSample.proposal(), votes) == [
        "[1].voter: \(ExportSample.first) votes in [0] too; export one vote of each voter"
      ]
    )
  }
}
