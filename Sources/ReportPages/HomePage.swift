import Distribution
import EVMTypes
import ReportDocuments

/// What the home page is rendered from.
struct HomePage: Sendable {
  /// A token's name.
  struct TokenText: Sendable {
    let symbol: String
  }

  /// The latest epoch's figures in one payout asset.
  struct LatestPayout: Sendable {
    let symbol: String
    let isOneOfSeveral: Bool
    let figures: [FigureText]
  }

  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: TokenText
  let hasEpochs: Bool
  let latest: [EpochSummary]
  let payouts: [LatestPayout]
  let assets: [HomeAsset]
  let participation: ParticipationSection
  let hasCorrections: Bool
  /// All corrections, the latest first.
  let corrections: [CorrectionLink]
  /// Those of the latest epoch, in the order of publication.
  let latestCorrections: [CorrectionLink]

  init(
    _ reports: [EpochReport],
    _ corrections: [ReportedCorrection],
    in frame: PageFrame
  ) throws(AmountOverflow) {
    let links = corrections.map(CorrectionLink.init)
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.token = TokenText(symbol: reports.last?.token.symbol ?? "the token")
    self.hasEpochs = !reports.isEmpty
    self.latest = reports.suffix(1).map(EpochSummary.init)
    self.payouts =
      reports.last.map { report in
        report.payouts.map { payout in
          LatestPayout(
            symbol: payout.asset.token.symbol,
            isOneOfSeveral: report.payouts.count > 1,
            figures: FigureText.headlines(of: report, payout)
          )
        }
      } ?? []
    let histories = AssetHistory.all(of: reports)
    var assets: [HomeAsset] = []
    for history in histories {
      let isOneOfSeveral = histories.count > 1
      assets.append(
        try HomeAsset(
          history,
          isFirst: assets.isEmpty,
          isOneOfSeveral: isOneOfSeveral,
          corrections: links
        )
      )
    }
    self.assets = assets
    self.participation = ParticipationSection(reports)
    self.hasCorrections = !links.isEmpty
    self.corrections = links.reversed()
    self.latestCorrections = links.filter { $0.number == reports.last?.epoch.number }
  }
}
