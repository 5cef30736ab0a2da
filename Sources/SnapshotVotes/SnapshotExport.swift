public import Distribution
import EVMTypes

/// A proposal and its votes, as the hub gives them.
///
/// The files hold the objects themselves or the hub's whole answers (`{"data": {"proposal": ...}}`);
/// members that nobody needs are passed over.
public struct SnapshotExport: Sendable {
  /// The proposal; `nil` where something of it does not fit.
  public let proposal: VoteProposal?
  /// The votes that could be read, in the order of the file.
  public let ballots: [Ballot]
  /// Everything that does not fit.
  public let problems: [SnapshotProblem]
  /// Where the proposal's parts stand, to say so of what is found later.
  private let places: [String: SnapshotProblem]

  /// Reads an export.
  ///
  /// - Parameters:
  ///   - proposal: The proposal's file; may hold the votes too.
  ///   - votes: The votes' file, if they have one of their own.
  ///   - textProblem: What is wrong with a text that is to be published, and what to do; `nil` when
  ///     nothing is.
  public init(
    proposal: [UInt8],
    votes: [UInt8]?,
    textProblem: @escaping (String) -> String?
  ) {
    let first = SnapshotDocument(proposal, file: .proposal, textProblem: textProblem)
    let firstParts = SnapshotParts(of: proposal, in: first)
    let second = votes.map { SnapshotDocument($0, file: .votes, textProblem: textProblem) }
    var votesCursor = firstParts?.votes
    if let votes, let second {
      let secondParts = SnapshotParts(of: votes, in: second)
      if let twice = votesCursor {
        twice.problem("the votes have a file of their own too; remove one of the two")
      } else if let secondParts, secondParts.votes == nil {
        second.add("there are no votes; export them", at: 0, place: "")
      }
      votesCursor = secondParts?.votes
    } else if firstParts != nil, votesCursor == nil {
      first.add("there are no votes; name the file that holds them", at: 0, place: "")
    }
    if let firstParts, firstParts.proposal == nil {
      first.add("there is no proposal; export it", at: 0, place: "")
    }

    let cursor = firstParts?.proposal
    self.proposal = cursor.flatMap { $0.proposal() }
    self.ballots = votesCursor?.ballots(of: self.proposal) ?? []
    self.problems = first.problems + (second?.problems ?? [])
    var places: [String: SnapshotProblem] = [:]
    for key in ["choices", "scores", "quorum", "votes"] {
      places[key] = (cursor?.optional(key) ?? cursor)?.located("")
    }
    self.places = places
  }

  /// Counts the vote.
  ///
  /// - Parameter rule: What the vote decides by.
  /// - Returns: The vote; `nil` where ``problems`` are to be mended first.
  /// - Throws: ``SnapshotProblem`` when the vote decides nothing.
  public func vote(_ rule: VoteRule) throws(SnapshotProblem) -> Vote? {
    guard let proposal, problems.isEmpty else { return nil }
    do {
      return try Vote(of: proposal, ballots: ballots, rule: rule)
    } catch {
      let place = places[Self.member(of: error)]
      throw SnapshotProblem(
        file: .proposal,
        line: place?.line ?? 1,
        place: place?.place ?? "",
        fact: error.description
      )
    }
  }

  /// The member of the proposal that an error is about.
  private static func member(of error: VoteError) -> String {
    switch error {
    case .scoreCount, .scoreDiffers, .otherWinner, .tie: "scores"
    case .belowQuorum: "quorum"
    case .ballotCount, .repeatedVoter, .selection, .overflow, .noVotes: "votes"
    case .noChoices, .repeatedChoice, .unknownChoice, .notAdopted, .noPercentage, .noPercentages,
      .noPercentageVotes, .severalPercentages, .unclearPercentage:
      "choices"
    }
  }
}
