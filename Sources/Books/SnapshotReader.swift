import Distribution
import SnapshotVotes

/// Reads a vote from files that were exported from Snapshot's hub.
enum SnapshotReader {
  /// Counts a vote and logs what does not fit.
  ///
  /// - Parameters:
  ///   - proposal: The proposal's file, which may hold the votes too.
  ///   - votes: The votes' file, if they have one of their own.
  ///   - rule: What the vote decides by.
  ///   - files: The names of the two files in the books, for problems.
  ///   - log: Takes the problems.
  /// - Returns: The vote with its votes; `nil` when there are problems.
  static func vote(
    proposal: [UInt8],
    votes: [UInt8]?,
    rule: VoteRule,
    files: (proposal: String, votes: String),
    log: ProblemLog
  ) -> Vote? {
    let export = SnapshotExport(
      proposal: proposal,
      votes: votes,
      textProblem: PublishedText.problem
    )
    var problems = export.problems
    var vote: Vote?
    do {
      vote = try export.vote(rule)
    } catch {
      problems.append(error)
    }
    for problem in problems {
      log.add(
        BookProblem(
          file: problem.file == .proposal ? files.proposal : files.votes,
          line: problem.line,
          place: problem.place,
          fact: problem.fact
        )
      )
    }
    return vote
  }
}
