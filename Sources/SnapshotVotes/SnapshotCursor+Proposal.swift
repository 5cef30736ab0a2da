import Distribution

extension SnapshotCursor {
  /// The proposal that stands here.
  func proposal() -> VoteProposal? {
    guard isObject() else { return nil }
    let id = required("id")?.text()
    let space = required("space").flatMap { $0.isObject() ? $0.required("id")?.text() : nil }
    let title = required("title")?.text()
    let type = required("type")?.voteType()
    let end = required("end")?.time()
    let block = optional("snapshot").flatMap { $0.isNull ? nil : $0 }
    let snapshot = block?.blockNumber()
    let choices = required("choices")?.all { $0.text() }
    let scores = required("scores", "export the proposal after it was closed")?
      .all { $0.decimal() }
    let quorum = optional("quorum").flatMap { $0.isNull ? nil : $0 }.map { $0.decimal() } ?? .zero
    let ballotCount = required("votes")?.count()
    let isClosed = required("state")?.isClosed() ?? false
    guard isClosed, let id, let space, let title, let type, let end,
      block == nil || snapshot != nil,
      let choices, let scores, let quorum, let ballotCount
    else { return nil }
    let proposal = VoteProposal(
      id: id,
      space: space,
      title: title,
      type: type,
      end: end,
      snapshot: snapshot,
      choices: choices,
      scores: scores,
      quorum: quorum,
      ballotCount: ballotCount
    )
    do {
      try proposal.checkShape()
    } catch {
      let member = if case .scoreCount = error { "scores" } else { "choices" }
      optional(member)?.problem(error.description)
      return nil
    }
    return proposal
  }

  private func all<Value>(_ read: (SnapshotCursor) -> Value?) -> [Value]? {
    guard let elements = elements() else { return nil }
    let values = elements.compactMap(read)
    return values.count == elements.count ? values : nil
  }

  private func voteType() -> VoteType? {
    guard let name = text() else { return nil }
    if let type = VoteType(rawValue: name) { return type }
    let known = VoteType.allCases.map(\.rawValue).joined(separator: ", ")
    problem("votes of type \(name) cannot be counted; those of type \(known) can")
    return nil
  }

  private func isClosed() -> Bool {
    guard let state = text() else { return false }
    if state == "closed" { return true }
    problem("the vote is \(state); export it after it was closed")
    return false
  }
}
