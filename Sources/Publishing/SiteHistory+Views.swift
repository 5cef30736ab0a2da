import Distribution
import EVMTypes
import ReportDocuments
import ReportPages
import TransparencyLog

extension ReportedEpoch {
  /// What pages tell of a computed epoch.
  init(_ epoch: EpochEvidence) {
    self.init(
      report: epoch.report,
      evidence: Manifest.File(SiteLayout.EpochFiles.manifest, epoch.manifest.bytes).digest,
      examples: epoch.distribution.payouts.map { payout in
        payout.holders.first { !$0.weight.isZero }
      }
    )
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
        latest = publication.inputs.terms.epoch
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
