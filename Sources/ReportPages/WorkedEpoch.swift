import Distribution
import EVMTypes
import ReportDocuments

/// The rules worked on an epoch's own figures, line by line, in its first payout asset.
struct WorkedEpoch: Sendable {
  /// A stream's contribution.
  struct StreamLine: Sendable {
    let title: String
    let revenue: AmountText
    let poolShare: String
    let contribution: AmountText
    let retained: AmountText
  }

  /// Entries in another asset, together.
  struct ConvertedLine: Sendable {
    let title: String
    let amount: String
    let symbol: String
    let converted: AmountText
  }

  let number: Int
  let files: EpochPaths
  /// Where the payout asset's figures stand in the report's document: nothing, or `assets[].`.
  let key: String
  let unit: String

  let stream: [StreamLine]
  let converted: [ConvertedLine]
  let contributions: AmountText
  let returned: [AmountText]
  let pool: AmountText
  let stakerShare: String
  let allocated: AmountText
  let charge: [AmountText]
  let reinvested: AmountText
  let remainderIn: AmountText
  let allocation: AmountText
  let shares: AmountText
  let remainderOut: AmountText
  let totalDays: String
  let holder: [WorkedHolder]
  let minimum: AmountText
  let accruedOut: AmountText
  /// Whether holders owe something, so that the sum of accruals is not what is kept for them alone.
  let hasDebts: Bool
  let keptBy: String
  let claimsBefore: AmountText
  let paid: AmountText
  let claimsTotal: AmountText
  let claimCount: String
  let root: [String]
  let isCumulative: Bool
  let isRuleset2: Bool
  let ageRule: String
  let withdrawals: String
  let hasBeneficiaries: Bool
  let hasTree: Bool
  let tree: TreeText

  init(_ epoch: ReportedEpoch) {
    let report = epoch.report
    let payout = report.main
    let token = payout.asset.token
    func text(_ amount: UInt256) -> AmountText { AmountText(amount, of: token) }

    self.number = report.epoch.number
    self.files = EpochPaths(report)
    self.key = Self.key(of: report.ruleset)
    self.unit = token.symbol

    self.stream = Self.streamLine(of: payout)
    self.converted = Self.convertedLine(of: payout)
    self.contributions = text(payout.pool.contributions)
    self.returned = payout.pool.returned.isZero ? [] : [text(payout.pool.returned)]
    self.pool = text(payout.pool.amount)
    self.stakerShare = payout.pool.stakerShare.description
    self.allocated = text(payout.pool.allocated)
    let charge = payout.pool.correctionCharge
    self.charge = charge == .zero ? [] : [AmountText(charge, of: token)]
    self.reinvested = AmountText(payout.pool.reinvested, of: token)
    self.remainderIn = text(payout.allocation.remainderIn)
    self.allocation = text(payout.allocation.amount)
    self.shares = text(payout.allocation.shares)
    self.remainderOut = text(payout.allocation.remainderOut)
    self.totalDays = tokenDays(
      report.stake.totalWeight,
      over: report.stake.denominator,
      of: report.token
    )
    self.holder = (epoch.examples.first ?? nil).map { [WorkedHolder($0, in: report)] } ?? []
    self.minimum = text(payout.payment.minimum)
    self.accruedOut = AmountText(payout.payment.accruedOut, of: token)
    self.hasDebts =
      payout.payment.accruedOut.isNegative || payout.pool.correctionCharge != .zero
    self.keptBy = counted(payout.payment.belowMinimumCount, "holder", "holders")
    self.claimsBefore = text(payout.claims.before)
    self.paid = text(payout.claims.toFund)
    self.claimsTotal = text(payout.claims.total)
    self.claimCount = grouped(payout.claims.count)
    self.root = payout.claims.root.map { ["\($0)"] } ?? []
    self.isCumulative = payout.claims.scheme == .cumulative
    self.isRuleset2 = report.ruleset == .v2
    self.ageRule = RuleWords.text(of: report.weighting.multiplier, times: "\u{00D7}")
    self.withdrawals = report.weighting.withdrawals.rawValue
    self.hasBeneficiaries = !report.redirections.isEmpty
    self.hasTree = payout.claims.hasDump
    self.tree = TreeText(payout.claims.tree)
  }

  private static func key(of ruleset: Ruleset) -> String {
    switch ruleset {
    case .v1: ""
    case .v2: "assets[]."
    }
  }

  /// The first stream that earned something.
  private static func streamLine(of payout: PayoutReport) -> [StreamLine] {
    let token = payout.asset.token
    return payout.streams.filter { !$0.revenue.isZero }.prefix(1)
      .map { figures in
        StreamLine(
          title: figures.stream.title,
          revenue: AmountText(figures.revenue, of: token),
          poolShare: figures.poolShare.description,
          contribution: AmountText(figures.contribution, of: token),
          retained: AmountText(figures.retained, of: token)
        )
      }
  }

  /// The first entries that were booked in another asset.
  private static func convertedLine(of payout: PayoutReport) -> [ConvertedLine] {
    let lines = payout.streams.flatMap { stream in
      stream.booked.filter { $0.asset != payout.asset.id }
        .map { booked in
          ConvertedLine(
            title: stream.stream.title,
            amount: (booked.amount.isNegative ? "\u{2212}" : "")
              + tokens(booked.amount.magnitude, decimals: booked.decimals, atLeast: 2),
            symbol: booked.symbol,
            converted: AmountText(booked.converted, of: payout.asset.token)
          )
        }
    }
    return Array(lines.prefix(1))
  }
}
