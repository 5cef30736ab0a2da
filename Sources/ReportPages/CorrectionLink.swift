import FileStore
import ReportDocuments

/// A correction in a line of another page.
struct CorrectionLink: Sendable {
  let name: String
  /// The epoch's number.
  let number: Int
  /// Its page, from the site's root.
  let href: String
  let reason: String
  let isReplacement: Bool
  /// The number of the epoch that settles the differences, where claims are not replaced.
  let settling: Int

  init(_ correction: ReportedCorrection) {
    self.name = "\(correction.name)"
    self.number = correction.name.epoch
    self.href = SiteLayout.page(of: correction.name).description
    self.reason = correction.document.reason
    self.isReplacement = correction.document.settlement == .replacement
    self.settling = correction.settlingEpoch
  }
}
