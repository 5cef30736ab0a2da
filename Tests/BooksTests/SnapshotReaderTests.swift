@testable import Books
import Distribution
import EVMTypes
import Foundation
import TestSupport
import Testing

@Suite struct SnapshotReaderTests {
  /// Sums that Python's exact fractions give for the example's votes.
  @Test(
    "The example's votes",
    arguments: [
      (
        "oip-3", .adopts("For"), 1, nil,
        ["18873650.9112910723", "2599622.3943561896", "526726.688650503"],
        ["-0.0000000023", "0.0000000002", "0"]
      ),
      (
        "oip-4", .medianShare, 3, "60%",
        [
          "4670743.031717662140697147138935463651207023",
          "2781074.909539551137509739653872509434457721",
          "6127860.54788726801235838404249487100610207",
          "6888594.230705573096879164502957631347544186",
          "3031727.283005539312555564661739524560689",
        ],
        nil
      ),
    ] as [(String, VoteRule, Int, String?, [String], [String]?)]
  )
  func example(
    name: String,
    rule: VoteRule,
    choice: Int,
    share: String?,
    tallies: [String],
    differences: [String]?
  ) throws {
    let log = ProblemLog()
    let folder = "../Examples/opur/governance/"
    let vote = SnapshotReader.vote(
      proposal: try TestFile.bytes("\(folder)\(name).json"),
      votes: try TestFile.bytes("\(folder)\(name)-votes.json"),
      rule: rule,
      files: ("\(name).json", "\(name)-votes.json"),
      log: log
    )
    #expect(log.collected.lines == [])
    #expect(vote?.outcome.choice == choice)
    #expect(vote?.outcome.stakerShare?.description == share)
    #expect(vote?.choices.map(\.tally.description) == tallies)
    if let differences { #expect(vote?.choices.map(\.differenceText) == differences) }
  }

  @Test func problemsNameTheFilesOfTheBooks() throws {
    let log = ProblemLog()
    let vote = SnapshotReader.vote(
      proposal: [UInt8](#"{"choices":["=1+1","For\u202e"]}"#.utf8),
      votes: [UInt8]("\n[0]".utf8),
      rule: .medianShare,
      files: ("governance/a.json", "governance/b.json"),
      log: log
    )
    let lines = log.collected.lines
    #expect(vote == nil)
    #expect(lines.count == 11)
    #expect(
      lines.contains { $0.hasPrefix("governance/a.json:1: choices[0]: a text must not begin") }
    )
    #expect(lines.contains { $0.hasPrefix("governance/a.json:1: choices[1]: a bidirectional") })
    #expect(lines.last == "governance/b.json:2: [0]: expected an object")
  }
}
