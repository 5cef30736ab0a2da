import Distribution
import FileStore

extension YAMLReader {
  /// The files that `snapshot` names.
  var voteFiles: [RelativePath] { ["proposal", "votes"].compactMap { optional($0)?.bookPath } }

  /// Counts the vote that `snapshot` names.
  ///
  /// - Parameters:
  ///   - files: The files of votes, by their path; those that are missing were logged.
  ///   - log: Takes the problems.
  /// - Returns: The vote with its votes; `nil` when something was logged, or a file is missing.
  func vote(_ files: [RelativePath: [UInt8]], log: ProblemLog) -> Vote? {
    allow(["proposal", "votes", "adopts", "stakerShare"])
    let rule = voteRule
    let proposal = required("proposal")?.bookPath
    let votesPlace = optional("votes")
    let votes = votesPlace?.bookPath
    guard let rule, let proposal, let bytes = files[proposal],
      (votesPlace == nil) == (votes.flatMap { files[$0] } == nil)
    else { return nil }
    return SnapshotReader.vote(
      proposal: bytes,
      votes: votes.flatMap { files[$0] },
      rule: rule,
      files: (proposal.description, votes?.description ?? proposal.description),
      log: log
    )
  }

  private var voteRule: VoteRule? {
    switch (optional("adopts"), optional("stakerShare")) {
    case (let adopts?, nil): return adopts.word.map { .adopts($0) }
    case (nil, let share?):
      switch share.word {
      case nil: return nil
      case "winner": return .winnersShare
      case "median": return .medianShare
      default:
        share.problem("expected winner or median")
        return nil
      }
    case (nil, nil), (.some, .some):
      problem(
        "state what the vote decides: `adopts` with the choice that adopts this decision, or "
          + "`stakerShare` with winner or median"
      )
      return nil
    }
  }
}
