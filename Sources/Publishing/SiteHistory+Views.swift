import Distribution
import EVMTypes
import ReportDocuments
import ReportPages
import TransparencyLog

extension ReportedEpoch {
  /// What pages tell of epochs; the last one alone is worked through with a holder.
  ///
  /// - Parameters:
  ///   - epochs: The epochs, in order.
  ///   - examples: A holder with weight of each payout asset of the last one.
  /// - Returns: What pages tell, in the same order.
  static func all(
    of epochs: [PublicationRecord],
    examples: [HolderShare?]
  ) -> [ReportedEpoch] {
    epochs.map { epoch in
      ReportedEpoch(
        report: epoch.report,
        evidence: Manifest.File(SiteLayout.EpochFiles.manifest, epoch.manifest.bytes).digest,
        examples: epoch.name == epochs.last?.name ? examples : []
      )
    }
  }
}

extension ReportedCorrection {
  /// What pages tell of corrections, in the order in which they were published.
  static func all(of history: SiteHistory) -> [ReportedCorrection] {
    var corrections: [ReportedCorrection] = []
    var latest: Epoch?
    for publication in history.publications {
      guard let document = publication.correction,
        let corrected = publication.name.corrected.flatMap(history.publication),
        let latest
      else {
        latest = publication.terms.epoch
        continue
      }
      corrections.append(
        ReportedCorrection(
          document: document,
          report: publication.report,
          corrected: corrected.report,
          evidence: Manifest.File(SiteLayout.EpochFiles.manifest, publication.manifest.bytes)
            .digest,
          differences: publication.differences.map(\.differences),
          latestEpoch: latest
        )
      )
    }
    return corrections
  }
}

extension SiteLog {
  /// The log as views tell of it; `nil` where nothing is in it.
  var published: PublishedLog? {
    isEmpty
      ? nil
      : PublishedLog(
        statements: statements,
        root: tree.root.base64,
        key: isSigned ? verifier?.text : nil
      )
  }
}
