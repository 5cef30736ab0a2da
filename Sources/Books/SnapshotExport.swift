import Distribution
import EVMTypes

/// A proposal and its votes as Snapshot's hub exports them.
///
/// - Source: Snapshot's hub, GraphQL types `Proposal` and `Vote`; an answer's envelope is passed through.
struct SnapshotExport {
  let proposal: VoteProposal
  let ballots: [Ballot]
  /// Where the proposal can be read, if the export says so.
  let link: String?

  /// Reads the files; `nil` when something was logged.
  ///
  /// - Parameters:
  ///   - proposal: The file of the proposal, which may hold the votes too.
  ///   - votes: The file of the votes.
  init?(proposal: SnapshotCursor, votes: SnapshotCursor?) {
    let place = Self.proposal(in: proposal)
    if place == nil {
      proposal.problem("there is no proposal; export one with its choices, scores and votes")
    }
    let list = Self.votes(in: votes ?? proposal)
    if list == nil {
      (votes ?? proposal).problem("there is no list of votes; export them, or name their file")
    }
    let read = place?.voteProposal
    let ballots = list.flatMap { list in read.flatMap { list.ballots(of: $0.type) } }
    guard let place, let read, let ballots else { return nil }
    self.proposal = read
    self.ballots = ballots
    let link = place.optional("link")?.text
    self.link = link.flatMap { PublishedText.linkProblem(in: $0) == nil ? $0 : nil }
  }

  private static func proposal(in cursor: SnapshotCursor) -> SnapshotCursor? {
    if cursor.optional("choices") != nil { return cursor }
    for key in ["data", "proposal"] {
      if let inner = cursor.optional(key).flatMap(proposal) { return inner }
    }
    return nil
  }

  private static func votes(in cursor: SnapshotCursor) -> SnapshotCursor? {
    if cursor.isList { return cursor }
    for key in ["data", "votes"] {
      if let inner = cursor.optional(key).flatMap(votes) { return inner }
    }
    return nil
  }
}

extension SnapshotCursor {
  fileprivate var voteProposal: VoteProposal? {
    let id = required("id")?.text
    let space = (required("space")?.optional("id") ?? optional("space"))?.text
    let title = required("title")?.text
    let type = required("type")?.voteType
    let end = required("end")?.time
    let isClosed = required("state")?.isClosed
    let choices = required("choices")?.items?.map(\.text)
    let scores = required("scores")?.items?.map(\.decimal)
    let quorum = optional("quorum").map(\.decimal) ?? .zero
    let count = required("votes")?.count
    let block = optional("snapshot").map(\.text) ?? ""
    guard let id, let space, let title, let type, let end, isClosed == true, let choices,
      let scores, let quorum, let count, let block, !choices.contains(nil), !scores.contains(nil)
    else { return nil }
    return VoteProposal(
      id: id,
      space: space,
      title: title,
      type: type,
      end: end,
      snapshot: block.isEmpty ? nil : block,
      choices: choices.compactMap(\.self),
      scores: scores.compactMap(\.self),
      quorum: quorum,
      ballotCount: count
    )
  }

  private var voteType: VoteType? {
    guard let text else { return nil }
    if let type = VoteType(rawValue: text) { return type }
    let known = VoteType.allCases.map(\.rawValue).joined(separator: ", ")
    problem("votes of the type \(text) are not counted; only \(known) are")
    return nil
  }

  private var isClosed: Bool {
    guard let text else { return false }
    if text == "closed" { return true }
    problem("the proposal is \(text); export it when it is closed")
    return false
  }

  fileprivate func ballots(of type: VoteType) -> [Ballot]? {
    guard let items else { return nil }
    let ballots = items.map { $0.ballot(of: type) }
    return ballots.contains(nil) ? nil : ballots.compactMap(\.self)
  }

  private func ballot(of type: VoteType) -> Ballot? {
    let voter = required("voter")?.account
    let power = required("vp")?.decimal
    let choice = required("choice")
    let selection: BallotSelection? =
      switch type {
      case .basic, .singleChoice: choice?.count.map { .choice($0) }
      case .weighted: choice?.weights.map { .weighted($0) }
      }
    guard let voter, let power, let selection else { return nil }
    return Ballot(voter: voter, selection: selection, power: power)
  }

  private var weights: [ChoiceWeight]? {
    guard let members else { return nil }
    var weights: [ChoiceWeight] = []
    for (key, value) in members {
      guard let choice = BallotSelection.number(key.utf8) else {
        value.problem("expected the number of a choice")
        return nil
      }
      guard let weight = value.decimal else { return nil }
      weights.append(ChoiceWeight(choice: choice, weight: weight))
    }
    return weights
  }
}
