public import Distribution
public import ReportDocuments

/// A published epoch, as pages tell of it.
public struct ReportedEpoch: Sendable {
  /// Its report.
  public let report: EpochReport
  /// The digest of its manifest, which names all of its evidence.
  public let evidence: ContentDigest
  /// A holder with weight of each payout asset, in the order of the report, to work the formula on; `nil` where
  /// there is none, and no element where it is not worked on.
  public let examples: [HolderShare?]

  /// Creates an epoch.
  ///
  /// - Parameters:
  ///   - report: Its report.
  ///   - evidence: The digest of its manifest.
  ///   - examples: A holder with weight of each payout asset.
  public init(report: EpochReport, evidence: ContentDigest, examples: [HolderShare?]) {
    self.report = report
    self.evidence = evidence
    self.examples = examples
  }
}
