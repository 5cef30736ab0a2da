extension VoteProposal {
  /// Whether the choices can be counted: some, no two of one text, a score for each.
  ///
  /// - Throws: ``VoteError/noChoices``, ``VoteError/repeatedChoice(_:)`` or
  ///   ``VoteError/scoreCount(choices:scores:)``.
  public func checkShape() throws(VoteError) {
    guard !choices.isEmpty else { throw .noChoices }
    // Compared as bytes: Swift's equality would join texts that differ by normal form only.
    var texts: Set<[UInt8]> = []
    for choice in choices where !texts.insert([UInt8](choice.utf8)).inserted {
      throw .repeatedChoice(choice)
    }
    guard scores.count == choices.count else {
      throw .scoreCount(choices: choices.count, scores: scores.count)
    }
  }
}
