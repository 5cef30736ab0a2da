/// What a file of an export holds: a proposal, votes, or both.
struct SnapshotParts {
  let proposal: SnapshotCursor?
  let votes: SnapshotCursor?

  /// Looks into a file; logs where it holds neither.
  init?(of bytes: [UInt8], in document: SnapshotDocument) {
    guard let root = document.root(of: bytes) else { return nil }
    guard !root.isArray else {
      self.proposal = nil
      self.votes = root
      return
    }
    guard root.isObject() else { return nil }
    let answer = root.optional("data")
    if let answer, answer.isNull {
      answer.problem("the hub gave no answer; export it again")
      return nil
    }
    let parts = answer ?? root
    guard parts.isObject() else { return nil }
    if let proposal = parts.optional("proposal") {
      if proposal.isNull {
        proposal.problem("the hub has no such proposal; export it by its identifier")
        return nil
      }
      self.proposal = proposal
    } else {
      self.proposal = parts.optional("choices") == nil ? nil : parts
    }
    // Of a proposal itself, `votes` is a count.
    let isProposal = parts.optional("choices") != nil
    self.votes = isProposal ? nil : parts.optional("votes").flatMap { $0.isArray ? $0 : nil }
  }
}
