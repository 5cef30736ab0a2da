import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// What a correction's page is rendered from.
struct CorrectionPage: Sendable {
  /// A figure that differs, as documents write it.
  struct FigureRow: Sendable {
    let place: String
    let before: String
    let after: String
  }

  /// Another publication of the same epoch.
  struct PublicationLink: Sendable {
    let name: String
    /// The name in words, such as `epoch 4`.
    let title: String
    let href: String
  }

  /// The epoch in which the differences are settled.
  struct SettlingEpoch: Sendable {
    let number: Int
    let href: String
  }

  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let name: String
  let epoch: EpochSummary
  let reason: String
  let isReplacement: Bool
  let corrected: PublicationLink
  /// The correction that corrects this one again, or nothing.
  let next: [PublicationLink]
  /// Where differences are settled, or nothing where that epoch is not published.
  let settling: [SettlingEpoch]
  let payouts: [CorrectedPayout]
  let ruleWords: [String]
  let changes: [ChangeRow]
  let hasInputs: Bool
  let inputs: [InputChange]
  let hasTerms: Bool
  let terms: [FigureRow]
  let hasFigures: Bool
  let figures: [FigureRow]
  let figureCount: String
  let logEntry: [LogEntryText]
  let downloads: [DownloadRow]

  init(
    _ correction: ReportedCorrection,
    next: PublicationName?,
    settling: EpochReport?,
    log: PublishedLog?,
    in frame: PageFrame
  ) throws(AmountOverflow) {
    let document = correction.document
    let name = correction.name
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.name = "\(name)"
    self.epoch = EpochSummary(correction.report)
    self.reason = document.reason
    self.isReplacement = document.settlement == .replacement
    self.corrected = PublicationLink(name.corrected ?? name)
    self.next = next.map { [PublicationLink($0)] } ?? []
    self.settling =
      isReplacement
      ? []
      : settling.map { report in
        let number = report.epoch.number
        return [SettlingEpoch(number: number, href: SiteLayout.epochPage(number).description)]
      } ?? []
    self.payouts = CorrectedPayout.all(of: correction)
    self.ruleWords = ChangeWords.all(from: correction.corrected, to: correction.report)
    self.changes = try ChangeRow.all(from: correction.corrected, to: correction.report)
    self.inputs = document.tables.map { InputChange($0, under: correction.report.ruleset) }
    self.hasInputs = !inputs.isEmpty
    self.terms = document.terms.map(FigureRow.init)
    self.hasTerms = !terms.isEmpty
    self.figures = document.figures.map(FigureRow.init)
    self.hasFigures = !figures.isEmpty
    self.figureCount = counted(figures.count, "figure", "figures")
    self.logEntry = LogEntryText.all(of: name, in: log)
    self.downloads = DownloadRow.all(of: correction, log: log)
  }
}

extension CorrectionPage.FigureRow {
  fileprivate init(_ figure: CorrectionDocument.Figure) {
    self.place = figure.place
    self.before = figure.before ?? "\u{2013}"
    self.after = figure.after ?? "\u{2013}"
  }
}

extension CorrectionPage.PublicationLink {
  fileprivate init(_ name: PublicationName) {
    self.name = "\(name)"
    self.title = (name.isCorrection ? "correction " : "epoch ") + self.name
    self.href = SiteLayout.page(of: name).description
  }
}
