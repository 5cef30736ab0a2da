import Distribution
import EVMTypes
import ReportDocuments

/// What the home page is rendered from.
struct HomePage: Sendable {
  /// A stream's line.
  struct StreamRow: Sendable {
    let title: String
    let revenue: AmountText
    let percent: String
    let contribution: AmountText
  }

  /// A token's name.
  struct TokenText: Sendable {
    let symbol: String
  }

  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: TokenText
  let asset: TokenText
  let hasEpochs: Bool
  let latest: [EpochSummary]
  let epochs: [EpochSummary]
  let firstEpoch: Int
  let lastEpoch: Int
  let hasRevenue: Bool
  let streamChart: SVGMarkup
  let streams: [StreamRow]
  let totals: [AmountText]
  let totalContribution: [AmountText]
  let totalPercent: String

  init(_ reports: [EpochReport], in frame: PageFrame) throws(AmountOverflow) {
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    let latest = reports.last
    let sums = try StreamSums(of: reports)
    self.token = TokenText(symbol: latest?.token.symbol ?? "the token")
    self.asset = TokenText(symbol: latest?.main.asset.token.symbol ?? "")
    self.hasEpochs = latest != nil
    self.latest = reports.suffix(1).map(EpochSummary.init)
    self.epochs = reports.reversed().map(EpochSummary.init)
    self.firstEpoch = reports.first?.epoch.number ?? 0
    self.lastEpoch = latest?.epoch.number ?? 0
    self.hasRevenue = !sums.revenue.isZero
    self.totalPercent = percentRoundedDown(sums.revenue, of: sums.revenue)
    guard let token = latest?.main.asset.token else {
      self.streamChart = SVGMarkup()
      self.streams = []
      self.totals = []
      self.totalContribution = []
      return
    }
    self.totals = [AmountText(sums.revenue, of: token)]
    self.totalContribution = [AmountText(sums.contribution, of: token)]
    self.streams = sums.streams.map { stream in
      StreamRow(
        title: stream.title,
        revenue: AmountText(stream.revenue, of: token),
        percent: percentRoundedDown(stream.revenue, of: sums.revenue),
        contribution: AmountText(stream.contribution, of: token)
      )
    }
    self.streamChart =
      StreamBarChart(
        bars: sums.streams.map { stream in
          StreamBarChart.Bar(
            title: stream.title,
            amount: stream.revenue,
            amountText: AmountText(stream.revenue, of: token).short,
            percent: percentRoundedDown(stream.revenue, of: sums.revenue)
          )
        },
        title: "Revenue by stream, all epochs"
      ).markup
  }
}
