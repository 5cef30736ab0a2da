import Distribution
import FuzzChecks
import ReportDocuments
import SnapshotVotes

/// Exports of a proposal and its votes, in one file or, divided by a NUL byte, in two; and tables of votes.
@main enum FuzzSnapshotVotes: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    let files = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let export = SnapshotExport(
      proposal: [UInt8](files[0]),
      votes: files.count == 2 ? [UInt8](files[1]) : nil,
      textProblem: { $0.utf8.contains(UInt8(ascii: "=")) ? "refused" : nil }
    )
    for problem in export.problems { precondition(problem.line >= 1, "lines begin at 1") }
    for rule in [VoteRule.adopts("For"), .winnersShare, .medianShare] {
      guard let vote = try? export.vote(rule) else { continue }
      checkVote(vote, of: export)
    }
    if let ballots = try? VotesTable.ballots(parsing: bytes) {
      guard let again = try? VotesTable.ballots(parsing: VotesTable.bytes(of: ballots)) else {
        preconditionFailure("what was written can be read")
      }
      precondition(again == ballots, "what was written is the same votes")
    }
  }
}

/// Nothing is lost, and the published table gives the same vote.
private func checkVote(_ vote: Vote, of export: SnapshotExport) {
  var power = ExactDecimal.zero
  for ballot in export.ballots {
    guard let sum = try? power.adding(ballot.power) else {
      preconditionFailure("a vote's sum fits")
    }
    power = sum
  }
  precondition(power == vote.total, "all power is some choice's")
  guard let ballots = try? VotesTable.ballots(parsing: VotesTable.bytes(of: vote.ballots)),
    let again = try? Vote(of: vote.proposal, ballots: ballots, rule: vote.rule)
  else { preconditionFailure("a published vote can be counted") }
  precondition(again == vote, "a published vote is the same vote")
}
