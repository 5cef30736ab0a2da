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

  init(
    _ reports: [EpochReport],
    page: PageFrame.Head,
    site: PageFrame.Site,
    generator: PageFrame.Generator
  ) throws(AmountOverflow) {
    self.page = page
    self.site = site
    self.generator = generator
    let latest = reports.last
    let sums = try StreamSums(of: reports)
    self.token = TokenText(symbol: latest?.token.symbol ?? "the token")
    self.asset = TokenText(symbol: latest?.asset.token.symbol ?? "")
    self.hasEpochs = latest != nil
    self.latest = reports.suffix(1).map(EpochSummary.init)
    self.epochs = reports.reversed().map(EpochSummary.init)
    self.firstEpoch = reports.first?.epoch.number ?? 0
    self.lastEpoch = latest?.epoch.number ?? 0
    self.hasRevenue = !sums.revenue.isZero
    self.totalPercent = percentRoundedDown(sums.revenue, of: sums.revenue)
    guard let token = latest?.asset.token else {
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

/// The revenue of each stream over all epochs, in base units of the latest payout asset.
struct StreamSums: Sendable {
  /// A stream's sums.
  struct Stream: Sendable {
    let id: String
    let title: String
    var revenue: UInt256
    var contribution: UInt256
  }

  /// The streams: those of the latest epoch in its order, then those that ended before it.
  private(set) var streams: [Stream] = []
  /// All revenue.
  private(set) var revenue = UInt256.zero
  /// All that went to the pool.
  private(set) var contribution = UInt256.zero

  /// Adds up the epochs that were paid in the asset of the latest one.
  init(of reports: [EpochReport]) throws(AmountOverflow) {
    for report in reports.reversed() where report.asset.id == reports.last?.asset.id {
      for figures in report.streams {
        let known = streams.firstIndex { $0.id.utf8.elementsEqual(figures.stream.id.utf8) }
        if let known {
          streams[known].revenue = try streams[known].revenue.adding(figures.revenue)
          streams[known].contribution =
            try streams[known].contribution.adding(figures.contribution)
        } else {
          streams.append(
            Stream(
              id: figures.stream.id,
              title: figures.stream.title,
              revenue: figures.revenue,
              contribution: figures.contribution
            )
          )
        }
        revenue = try revenue.adding(figures.revenue)
        contribution = try contribution.adding(figures.contribution)
      }
    }
  }
}
