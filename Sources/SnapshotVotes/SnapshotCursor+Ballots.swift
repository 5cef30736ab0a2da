import Distribution
import EVMTypes

extension SnapshotCursor {
  /// The votes that stand here, as far as they can be read; compared with the proposal, if that could be
  /// read.
  func ballots(of proposal: VoteProposal?) -> [Ballot] {
    guard let elements = elements() else { return [] }
    if let proposal, proposal.ballotCount != elements.count {
      let error = VoteError.ballotCount(stated: proposal.ballotCount, found: elements.count)
      problem(error.description)
    }
    var first: [Address: String] = [:]
    var ballots: [Ballot] = []
    for element in elements where element.isObject() {
      let voter = element.required("voter")?.account()
      let choice = element.required("choice")
      let selection = choice?.selection()
      let power = element.required("vp")?.decimal()
      if let voter {
        if let twin = first[voter] {
          element.optional("voter")?
            .problem("\(voter) votes in \(twin) too; export one vote of each voter")
        } else {
          first[voter] = element.place
        }
      }
      if let proposal, let selection {
        do {
          try selection.check(type: proposal.type, choiceCount: proposal.choices.count)
        } catch {
          choice?.problem(error.description)
        }
      }
      guard let voter, let selection, let power else { continue }
      ballots.append(Ballot(voter: voter, selection: selection, power: power))
    }
    return ballots
  }
}
