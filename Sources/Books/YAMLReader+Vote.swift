import Distribution
import FileStore

/// A vote that a decision follows from, and what its export says beside.
struct DecidedVote {
  let vote: Vote
  /// By voter.
  let ballots: [Ballot]
  let link: String?
}

extension YAMLReader {
  /// The files that `snapshot` names.
  var voteFiles: [RelativePath] {
    ["proposal", "votes"].compactMap { optional($0)?.bookPath }
  }

  /// Counts the vote that `snapshot` names.
  ///
  /// - Parameter files: The files of votes, by their path.
  func vote(_ files: [RelativePath: [UInt8]], log: ProblemLog) -> DecidedVote? {
    allow(["proposal", "votes", "adopts", "stakerShare"])
    let rule = voteRule
    let proposal = required("proposal")?.cursor(files, log: log)
    let votesPlace = optional("votes")
    let votes = votesPlace?.cursor(files, log: log)
    guard let rule, let proposal, (votesPlace == nil) == (votes == nil),
      let export = SnapshotExport(proposal: proposal, votes: votes)
    else { return nil }
    do {
      return DecidedVote(
        vote: try Vote(of: export.proposal, ballots: export.ballots, rule: rule),
        ballots: export.ballots.sorted { $0.voter < $1.voter },
        link: export.link
      )
    } catch {
      problem(error.description)
      return nil
    }
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
        "state what the vote decides: `adopts` with the choice that adopts this decision, or `stakerShare` with "
          + "winner or median"
      )
      return nil
    }
  }

  private func cursor(_ files: [RelativePath: [UInt8]], log: ProblemLog) -> SnapshotCursor? {
    guard let path = bookPath, let bytes = files[path] else { return nil }
    return SnapshotCursor(parsing: bytes, file: path.description, log: log)
  }
}
