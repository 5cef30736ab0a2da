import Distribution
import EVMTypes
import ReportDocuments

/// What an epoch's report shows of one payout asset.
struct PayoutSection: Sendable {
  /// A stream's entries in another asset.
  struct BookedRow: Sendable {
    let stream: String
    let entryCount: String
    let amount: String
    let asset: String
    let converted: AmountText
  }

  let asset: HomePage.TokenText
  /// Behind the names of anchors: nothing for the first payout asset.
  let suffix: String
  let isOneOfSeveral: Bool
  let figures: [FigureText]
  let facts: [FactRow]

  let hasRevenue: Bool
  let hasDeficits: Bool
  let streamChart: SVGMarkup
  let streams: [StreamRow]
  let totals: StreamRow
  let hasBooked: Bool
  let booked: [BookedRow]
  let flowChart: SVGMarkup
  let hasReturned: Bool
  let flows: [FlowRow]

  let hasShares: Bool
  let histogram: SVGMarkup
  let bands: [BandRow]
  let concentration: [ConcentrationRow]

  let baseUnit: String
  let identities: [IdentityRow]

  let hasRoot: Bool
  let root: String
  let claims: String
  let toFund: AmountText
  let isCumulative: Bool
  let hasDistributor: Bool
  let distributor: String
  let tree: TreeText
  let hasTreeCommand: Bool
  let treeCommand: String

  init(
    _ payout: PayoutReport,
    in report: EpochReport,
    shares: ShareDistribution
  ) throws(AmountOverflow) {
    let token = payout.asset.token
    let isFirst = payout.asset.id == report.main.asset.id
    self.asset = HomePage.TokenText(symbol: token.symbol)
    self.suffix = isFirst ? "" : "-" + payout.asset.id
    self.isOneOfSeveral = report.payouts.count > 1
    self.figures = FigureText.all(of: report, payout)
    self.facts = FactRow.all(of: report, payout)

    self.hasRevenue = !payout.totals.revenue.isZero
    self.hasDeficits = !payout.totals.deficitIn.isZero || !payout.totals.deficitOut.isZero
    self.streamChart = Self.streamChart(of: payout, suffix: suffix)
    self.streams = payout.streams.map { StreamRow($0, in: token) }
    self.totals = StreamRow(payout.totals, in: token)
    self.booked = Self.booked(of: payout)
    self.hasBooked = !booked.isEmpty
    self.flowChart = Self.flowChart(of: payout, suffix: suffix)
    self.hasReturned = !payout.pool.returned.isZero
    self.flows = FlowRow.all(of: payout)

    let bands = try shares.bands()
    self.hasShares = !shares.shares.isEmpty
    self.histogram =
      ShareHistogram(
        id: "shares-chart" + suffix,
        bands: bands.map { band in
          (label: BandRow.label(of: band, decimals: token.decimals), holderCount: band.holderCount)
        }
      ).markup
    self.bands = bands.map { BandRow($0, of: shares, in: token) }
    self.concentration = try ConcentrationRow.all(of: shares, in: token)

    self.baseUnit = tokens(1, decimals: token.decimals)
    self.identities = payout.identities.map { IdentityRow($0, in: token) }

    self.hasRoot = payout.claims.root != nil
    self.root = payout.claims.root?.description ?? ""
    self.claims = counted(payout.claims.count, "claim is a leaf", "claims are leaves")
    self.toFund = AmountText(payout.claims.toFund, of: token)
    self.isCumulative = payout.claims.scheme == .cumulative
    self.hasDistributor = payout.distributor != nil
    self.distributor = payout.distributor?.description ?? ""
    self.tree = TreeText(payout.claims.tree)
    let treeCommand = TreeText.command(of: report, payout)
    self.hasTreeCommand = treeCommand != nil
    self.treeCommand = treeCommand ?? ""
  }

  private static func booked(of payout: PayoutReport) -> [BookedRow] {
    payout.streams.flatMap { stream in
      stream.booked.filter { $0.asset != payout.asset.id }
        .map { booked in
          BookedRow(
            stream: stream.stream.title,
            entryCount: grouped(booked.entryCount),
            amount: (booked.amount.isNegative ? "\u{2212}" : "")
              + tokens(booked.amount.magnitude, decimals: booked.decimals, atLeast: 2),
            asset: booked.symbol,
            converted: AmountText(booked.converted, of: payout.asset.token)
          )
        }
    }
  }

  private static func streamChart(of payout: PayoutReport, suffix: String) -> SVGMarkup {
    StreamBarChart(
      id: "streams-chart" + suffix,
      bars: payout.streams.map { figures in
        StreamBarChart.Bar(
          title: figures.stream.title,
          amount: figures.revenue,
          amountText: AmountText(figures.revenue, of: payout.asset.token).short,
          percent: percentRoundedDown(figures.revenue, of: payout.totals.revenue)
        )
      },
      title: "Revenue by stream"
    ).markup
  }

  private static func flowChart(of payout: PayoutReport, suffix: String) -> SVGMarkup {
    let token = payout.asset.token
    return FlowChart(
      id: "flow-chart" + suffix,
      sources: payout.streams.map { figures in
        FlowChart.Source(
          title: figures.stream.title,
          revenue: figures.revenue,
          contribution: figures.contribution,
          retained: figures.retained
        )
      },
      revenue: payout.totals.revenue,
      pool: payout.pool.contributions,
      retained: payout.totals.retained,
      allocated: payout.pool.stakerShare.floor(of: payout.pool.contributions),
      reinvested: payout.pool.contributions
        .subtractingReportingOverflow(
          payout.pool.stakerShare.floor(of: payout.pool.contributions)
        ).partialValue,
      text: { AmountText($0, of: token).short }
    ).markup
  }
}
