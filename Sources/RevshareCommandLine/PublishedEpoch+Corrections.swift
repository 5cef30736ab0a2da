import ReportDocuments

extension PublishedEpoch {
  /// What corrects the epoch, and what that means for its claims; a line for each correction.
  var correctionNotes: [String] {
    corrections.compactMap { statement in
      statement.corrected.map { corrected in
        let outcome =
          switch corrected.settlement {
          case .adjustments:
            "the claim stands as it was published; what the account gets more or less comes with a later epoch"
          case .replacement where statement.publication == publication:
            "its claims take the place of those before it, and are what follows"
          case .replacement:
            "its claims took the place of those before it, and were corrected again"
          }
        return PrintableText.of(
          "Epoch \(statement.publication.epoch) was corrected by \(statement.publication): \(outcome). "
            + "Why: \(corrected.reason)"
        )
      }
    }
  }
}
