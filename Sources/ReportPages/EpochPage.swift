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

  /// Whose payments another account receives.
  struct BeneficiaryRow: Sendable {
    let account: String
    let beneficiary: String
    let since: String
    let evidence: String
  }

  /// The chain that claims are paid on.
  struct ChainText: Sendable {
    let name: String
    let id: String
  }

  /// A block of the chain.
  struct BlockText: Sendable {
    let number: String
    let hash: String
  }

  let page: PageFrame.Head
  let dataset: DatasetMarkup
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: HomePage.TokenText
  let asset: HomePage.TokenText
  let epoch: EpochSummary
  /// What corrects it, in the order of publication.
  let corrections: [CorrectionLink]
  let isCorrected: Bool
  let isReplaced: Bool
  /// The corrections of earlier epochs whose differences are settled in it.
  let settled: [CorrectionLink]
  let isSettling: Bool
  let payouts: [PayoutSection]
  let hasRevenue: Bool
  let decision: DecisionText
  let hasRules: Bool
  let rules: [RuleRow]

  let hasPrevious: Bool
  let previousNumber: Int
  let changeWords: [String]
  let changes: [ChangeRow]

  let hasHolders: Bool
  let holders: String
  let totalWeightDays: String
  /// Whether weights were given, and by which file, from the page.
  let areWeightsGiven: Bool
  let weightsFile: String
  let hasExclusions: Bool
  let exclusions: [ExclusionRow]
  let hasBeneficiaries: Bool
  let beneficiaries: [BeneficiaryRow]
  let chain: ChainText
  /// The last block before the epoch's end, where the inputs name it.
  let block: [BlockText]
  let reconciliation: [ReconciliationSection]
  let isOnChain: Bool
  let standings: [StandingText]
  let logEntry: [LogEntryText]
  let downloads: [DownloadRow]

  init(
    _ epoch: ReportedEpoch,
    before: EpochReport?,
    shares: [ShareDistribution],
    corrections: [ReportedCorrection],
    settled: [ReportedCorrection],
    standings: [DistributorStanding],
    log: PublishedLog?,
    dataset: DatasetMarkup,
    in frame: PageFrame
  ) throws(AmountOverflow) {
    let report = epoch.report
    self.dataset = dataset
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.token = HomePage.TokenText(symbol: report.token.symbol)
    self.asset = HomePage.TokenText(symbol: report.main.asset.token.symbol)
    self.epoch = EpochSummary(report)
    self.corrections = corrections.map(CorrectionLink.init)
    self.isCorrected = !corrections.isEmpty
    self.isReplaced = corrections.contains { $0.document.settlement == .replacement }
    self.settled = settled.map(CorrectionLink.init)
    self.isSettling = !settled.isEmpty
    var payouts: [PayoutSection] = []
    for (payout, shares) in zip(report.payouts, shares) {
      payouts.append(try PayoutSection(payout, in: report, shares: shares))
    }
    self.payouts = payouts
    self.hasRevenue = report.payouts.contains { !$0.totals.revenue.isZero }
    self.decision = DecisionText(report.decision)
    self.rules = RuleRow.all(of: report)
    self.hasRules = !rules.isEmpty

    self.hasPrevious = before != nil
    self.previousNumber = before?.epoch.number ?? 0
    self.changeWords = before.map { ChangeWords.all(from: $0, to: report) } ?? []
    self.changes = if let before { try ChangeRow.all(from: before, to: report) } else { [] }

    self.hasHolders = report.stake.holderCount > 0
    self.holders = counted(report.main.payment.paidCount, "holder is", "holders are")
    self.areWeightsGiven = report.stake.movement == nil
    self.weightsFile = SiteLayout.EpochFiles.weights.description
    self.totalWeightDays = tokenDays(
      report.stake.totalWeight,
      over: report.stake.denominator,
      of: report.token
    )
    self.hasExclusions = !report.exclusions.isEmpty
    self.exclusions = report.exclusions.map { exclusion in
      ExclusionRow(account: exclusion.account.description, reason: exclusion.reason)
    }
    self.hasBeneficiaries = !report.redirections.isEmpty
    self.beneficiaries = report.redirections.map(BeneficiaryRow.init)
    self.chain = ChainText(name: report.chain.name, id: "\(report.chain.id)")
    self.block = report.block.map { [BlockText(number: "\($0.number)", hash: "\($0.hash)")] } ?? []
    self.reconciliation = ReconciliationSection.all(of: report)
    self.standings = StandingText.all(of: report, standings)
    self.isOnChain = !self.standings.isEmpty
    let name = PublicationName(epoch: report.epoch.number)
    self.logEntry = LogEntryText.all(of: name, in: log)
    self.downloads = DownloadRow.all(of: report) + DownloadRow.logged(name, in: log)
  }
}

extension EpochPage.BeneficiaryRow {
  fileprivate init(_ redirection: Redirection) {
    self.account = redirection.account.description
    self.beneficiary = redirection.beneficiary.description
    self.since = redirection.since.description
    self.evidence =
      switch redirection.evidence {
      case .signature: "the holder's signature, in inputs/epoch.json"
      case .transaction(let digest): "transaction \(digest)"
      }
  }
}
