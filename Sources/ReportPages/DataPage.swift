import Distribution
import ReportDocuments
import TextChunks

/// What the page is rendered from that describes the site's documents to developers.
struct DataPage: Sendable {
  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let address: String
  let hasEpochs: Bool
  let documents: [DocumentGuide]
  /// Lines of an excerpt.
  private static let excerptLength = 24

  init(
    _ epochs: [ReportedEpoch],
    corrections: [ReportedCorrection],
    index: IndexDocument,
    in frame: PageFrame
  ) {
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.address = index.site.baseURL
    self.hasEpochs = !epochs.isEmpty
    var excerpts = ["revshare-index-v1": Self.excerpt(of: index.bytes)]
    for epoch in epochs.suffix(1) {
      let version = "v\(epoch.report.ruleset.rawValue)"
      excerpts["revshare-report-\(version)"] = Self.excerpt(of: epoch.report.bytes)
      if let holder = epoch.examples.first ?? nil {
        let table = HoldersTable.text(of: [holder], under: epoch.report.ruleset).bytes
        excerpts["holders-\(version)"] = Self.excerpt(of: table)
      }
    }
    if let statement = index.log?.statements.last {
      excerpts["revshare-statement-v1"] = String(decoding: statement.bytes, as: UTF8.self)
    }
    if let correction = corrections.last {
      excerpts["revshare-correction-v1"] = Self.excerpt(of: correction.document.bytes)
    }
    self.documents = DocumentGuide.all(
      of: epochs.map(\.report),
      corrections: corrections,
      log: index.log,
      excerpts: excerpts
    )
  }

  /// The first lines of a document.
  private static func excerpt(of bytes: [UInt8]) -> String {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let first = lines.prefix(excerptLength).map { String(decoding: $0, as: UTF8.self) }
    return (first + (lines.count > excerptLength ? ["\u{2026}"] : [])).joined(separator: "\n")
  }
}
