public import ReportDocuments

extension SiteLog {
  /// The log with the accounts that stand by its statements; others that were published go.
  ///
  /// - Parameter documents: A document for each publication that accounts stand by.
  /// - Returns: The log.
  public func replacing(signatures documents: [SignaturesDocument]) -> SiteLog {
    var log = self
    log.keep(
      signatures: documents.reduce(into: [:]) { $0[$1.publication] = $1.bytes }
    )
    return log
  }
}
