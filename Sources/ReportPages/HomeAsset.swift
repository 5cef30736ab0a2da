import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// What the home page shows of one payout asset.
struct HomeAsset: Sendable {
  /// A stream's line.
  struct StreamRow: Sendable {
    let title: String
    let revenue: AmountText
    let percent: String
    let contribution: AmountText
  }

  /// The revenue of an epoch, a cell for each stream.
  struct HistoryRow: Sendable {
    let number: Int
    let href: String
    let cells: [HistoryCell]
    let total: AmountText
  }

  /// The revenue of a stream in an epoch, or nothing.
  struct HistoryCell: Sendable {
    let revenue: [AmountText]
  }

  /// Epochs beyond so many, the oldest, are in the table alone.
  private static let mostBars = 24

  let symbol: String
  /// Behind the names of anchors: nothing for the first payout asset.
  let suffix: String
  let isOneOfSeveral: Bool
  let firstEpoch: Int
  let lastEpoch: Int
  let figures: [FigureText]
  let hasRevenue: Bool
  let streamChart: SVGMarkup
  let streams: [StreamRow]
  let total: AmountText
  let totalContribution: AmountText
  let totalPercent: String
  let historyChart: SVGMarkup
  let history: [HistoryRow]
  let allocationChart: SVGMarkup
  let isCut: Bool
  let chartCount: Int
  let epochs: [EpochLine]

  init(
    _ history: AssetHistory,
    isFirst: Bool,
    isOneOfSeveral: Bool,
    corrections: [CorrectionLink]
  ) throws(AmountOverflow) {
    let token = history.asset.token
    let sums = try StreamSums(of: history)
    func text(_ amount: UInt256) -> AmountText { AmountText(amount, of: token) }
    let numbers = history.entries.map(\.report.epoch.number)

    self.symbol = token.symbol
    self.suffix = isFirst ? "" : "-" + history.asset.id
    self.isOneOfSeveral = isOneOfSeveral
    self.firstEpoch = numbers.first ?? 0
    self.lastEpoch = numbers.last ?? 0
    self.figures = FigureText.sums(sums, epochCount: numbers.count, of: token)
    self.hasRevenue = !sums.revenue.isZero
    self.streams = sums.streams.map { stream in
      StreamRow(
        title: stream.title,
        revenue: text(stream.revenue),
        percent: percentRoundedDown(stream.revenue, of: sums.revenue),
        contribution: text(stream.contribution)
      )
    }
    self.total = text(sums.revenue)
    self.totalContribution = text(sums.contribution)
    self.totalPercent = percentRoundedDown(sums.revenue, of: sums.revenue)
    self.streamChart = Self.streamChart(of: sums, in: token, suffix: suffix)
    self.historyChart = Self.historyChart(of: sums, numbers, in: token, suffix: suffix)
    self.history = history.entries.enumerated().reversed()
      .map { index, entry in
        HistoryRow(
          number: entry.report.epoch.number,
          href: SiteLayout.epochPage(entry.report.epoch.number).description,
          cells: sums.streams.map { stream in
            HistoryCell(revenue: stream.history[index].map { [text($0)] } ?? [])
          },
          total: text(entry.payout.totals.revenue)
        )
      }
    self.chartCount = min(numbers.count, Self.mostBars)
    self.isCut = numbers.count > Self.mostBars
    self.allocationChart =
      AllocationChart(
        id: "allocation-chart" + suffix,
        rows: history.entries.suffix(Self.mostBars).map(AllocationChart.Row.init)
      ).markup
    self.epochs = history.entries.reversed().map { EpochLine($0, corrections) }
  }

  private static func streamChart(
    of sums: StreamSums,
    in token: Token,
    suffix: String
  ) -> SVGMarkup {
    StreamBarChart(
      id: "streams-chart" + suffix,
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

  private static func historyChart(
    of sums: StreamSums,
    _ numbers: [Int],
    in token: Token,
    suffix: String
  ) -> SVGMarkup {
    EpochColumnsChart(
      id: "history-chart" + suffix,
      title: "Revenue of each stream by epoch",
      epochs: numbers,
      panels: sums.streams.map { stream in
        let latest = stream.history.last.flatMap { $0 }
        return EpochColumnsChart.Panel(
          title: stream.title,
          amounts: stream.history,
          latestText: latest.map { AmountText($0, of: token).short } ?? "ended"
        )
      },
      isOneScale: true
    ).markup
  }
}

extension AllocationChart.Row {
  fileprivate init(_ entry: AssetHistory.Entry) {
    let pool = entry.payout.pool
    self.init(
      number: entry.report.epoch.number,
      pool: pool.amount,
      allocated: pool.allocated,
      stakerShare: pool.stakerShare.description,
      amountText: AmountText(pool.allocated, of: entry.payout.asset.token).short,
      decisionID: entry.report.decision.id,
      decisionTitle: entry.report.decision.title
    )
  }
}
