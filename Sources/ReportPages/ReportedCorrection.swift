public import Distribution
public import ReportDocuments

/// A published correction, as pages tell of it.
public struct ReportedCorrection: Sendable {
  /// What it changes, and why.
  public let document: CorrectionDocument
  /// Its report.
  public let report: EpochReport
  /// The report of the publication that it corrects.
  public let corrected: EpochReport
  /// The digest of its manifest, which names all of its evidence.
  public let evidence: ContentDigest
  /// How shares differ, for each payout asset of the document.
  public let differences: [[ShareDifference]]
  /// The latest epoch that was published before it.
  public let latestEpoch: Epoch

  /// Creates a correction.
  ///
  /// - Parameters:
  ///   - document: What it changes, and why.
  ///   - report: Its report.
  ///   - corrected: The report of the publication that it corrects.
  ///   - evidence: The digest of its manifest.
  ///   - differences: How shares differ, for each payout asset of the document.
  ///   - latestEpoch: The latest epoch that was published before it.
  public init(
    document: CorrectionDocument,
    report: EpochReport,
    corrected: EpochReport,
    evidence: ContentDigest,
    differences: [[ShareDifference]],
    latestEpoch: Epoch
  ) {
    self.document = document
    self.report = report
    self.corrected = corrected
    self.evidence = evidence
    self.differences = differences
    self.latestEpoch = latestEpoch
  }

  /// What names it.
  var name: PublicationName { document.publication }

  /// The number of the epoch that settles the differences: the next one that is published after it.
  var settlingEpoch: Int { latestEpoch.number + 1 }

  /// A payout asset of the document, as either publication describes it.
  func asset(_ id: String) -> Asset? {
    (report.payouts + corrected.payouts).first { $0.asset.id == id }?.asset
  }
}
