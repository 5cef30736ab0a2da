import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// What an epoch's report is rendered from.
struct EpochPage: Sendable {
  /// An account that earns nothing.
  struct ExclusionRow: Sendable {
    let account: String
    let reason: String
  }

  /// The chain that claims are paid on.
  struct ChainText: Sendable {
    let name: String
    let id: String
  }

  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: HomePage.TokenText
  let asset: HomePage.TokenText
  let epoch: EpochSummary
  let figures: [FigureText]
  let facts: [FactRow]

  let hasRevenue: Bool
  let hasDeficits: Bool
  let streamChart: SVGMarkup
  let streams: [StreamRow]
  let totals: StreamRow
  let flowChart: SVGMarkup
  let flows: [FlowRow]
  let decision: DecisionText

  let hasPrevious: Bool
  let previousNumber: Int
  let changes: [ChangeRow]

  let hasHolders: Bool
  let holders: String
  let totalWeightDays: String
  let histogram: SVGMarkup
  let bands: [BandRow]
  let concentration: [ConcentrationRow]
  let hasExclusions: Bool
  let exclusions: [ExclusionRow]

  let baseUnit: String
  let identities: [IdentityRow]

  let hasRoot: Bool
  let root: String
  let claims: String
  let toFund: AmountText
  let chain: ChainText
  let hasDistributor: Bool
  let distributor: String
  let tree: TreeText
  let hasTreeCommand: Bool
  let treeCommand: String
  let downloads: [DownloadRow]

  init(
    _ report: EpochReport,
    before: EpochReport?,
    shares: ShareDistribution,
    page: PageFrame.Head,
    site: PageFrame.Site,
    generator: PageFrame.Generator
  ) throws(AmountOverflow) {
    let token = report.main.asset.token
    self.page = page
    self.site = site
    self.generator = generator
    self.token = HomePage.TokenText(symbol: report.token.symbol)
    self.asset = HomePage.TokenText(symbol: token.symbol)
    self.epoch = EpochSummary(report)
    self.figures = FigureText.all(of: report)
    self.facts = FactRow.all(of: report)

    self.hasRevenue = !report.main.totals.revenue.isZero
    self.hasDeficits = !report.main.totals.deficitIn.isZero || !report.main.totals.deficitOut.isZero
    self.streamChart = Self.streamChart(of: report)
    self.streams = report.main.streams.map { StreamRow($0, in: token) }
    self.totals = StreamRow(report.main.totals, in: token)
    self.flowChart = Self.flowChart(of: report)
    self.flows = FlowRow.all(of: report)
    self.decision = DecisionText(report.decision)

    self.hasPrevious = before != nil
    self.previousNumber = before?.epoch.number ?? 0
    self.changes = before.map { ChangeRow.all(from: $0, to: report) } ?? []

    let bands = try shares.bands().map { BandRow($0, of: shares, in: token) }
    self.hasHolders = !shares.shares.isEmpty
    self.holders = counted(report.stake.holderCount, "holder is", "holders are")
    self.totalWeightDays = tokenDays(report.stake.totalWeight, of: report.token)
    self.histogram =
      ShareHistogram(
        bands: try shares.bands().map { band in
          (label: BandRow.label(of: band, decimals: token.decimals), holderCount: band.holderCount)
        }
      ).markup
    self.bands = bands
    self.concentration = try ConcentrationRow.all(of: shares, in: token)
    self.hasExclusions = !report.exclusions.isEmpty
    self.exclusions = report.exclusions.map { exclusion in
      ExclusionRow(account: exclusion.account.description, reason: exclusion.reason)
    }

    self.baseUnit = tokens(1, decimals: token.decimals)
    self.identities = report.main.identities.map { IdentityRow($0, in: token) }

    self.hasRoot = report.main.claims.root != nil
    self.root = report.main.claims.root?.description ?? ""
    self.claims = counted(report.main.claims.count, "claim is a leaf", "claims are leaves")
    self.toFund = AmountText(report.main.claims.toFund, of: token)
    self.chain = ChainText(name: report.chain.name, id: "\(report.chain.id)")
    self.hasDistributor = report.main.distributor != nil
    self.distributor = report.main.distributor?.description ?? ""
    self.tree = TreeText(report.main.claims.tree)
    let treeCommand = TreeText.command(of: report)
    self.hasTreeCommand = treeCommand != nil
    self.treeCommand = treeCommand ?? ""
    self.downloads = DownloadRow.all(of: report)
  }

  private static func streamChart(of report: EpochReport) -> SVGMarkup {
    StreamBarChart(
      bars: report.main.streams.map { figures in
        StreamBarChart.Bar(
          title: figures.stream.title,
          amount: figures.revenue,
          amountText: AmountText(figures.revenue, of: report.main.asset.token).short,
          percent: percentRoundedDown(figures.revenue, of: report.main.totals.revenue)
        )
      },
      title: "Revenue by stream"
    ).markup
  }

  private static func flowChart(of report: EpochReport) -> SVGMarkup {
    let token = report.main.asset.token
    return FlowChart(
      sources: report.main.streams.map { figures in
        FlowChart.Source(
          title: figures.stream.title,
          revenue: figures.revenue,
          contribution: figures.contribution,
          retained: figures.retained
        )
      },
      revenue: report.main.totals.revenue,
      pool: report.main.pool.amount,
      retained: report.main.totals.retained,
      allocated: report.main.pool.allocated,
      reinvested: report.main.pool.reinvested.positivePart,
      text: { AmountText($0, of: token).short }
    ).markup
  }
}

/// A weight in whole tokens × days, rounded down to two decimals.
func tokenDays(_ weight: UInt256, of token: Token) -> String {
  var unit: UInt256? = 86_400
  for _ in 0..<token.decimals { unit = try? unit?.multiplied(by: 10) }
  let product = weight.multipliedFullWidth(by: 100)
  let hundredths = unit.flatMap {
    UInt256.dividing(high: product.high, low: product.low, by: $0)?.quotient
  }
  return hundredths.map { tokens($0, decimals: 2, atLeast: 2) } ?? "\u{2013}"
}
