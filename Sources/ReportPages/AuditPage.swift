import Distribution
import EVMTypes
import ReportDocuments

/// What the auditor's guide is rendered from.
struct AuditPage: Sendable {
  /// The digest and roots of an epoch or of a correction.
  struct EpochRow: Sendable {
    let title: String
    let files: EpochPaths
    let digest: String
    let logEntry: [LogEntryText]
    let roots: [RootRow]
  }

  /// The root of one payout asset.
  struct RootRow: Sendable {
    let symbol: String
    let hasRoot: Bool
    let root: String
  }

  /// What the commands of the guide name.
  struct Example: Sendable {
    let number: Int
    let files: EpochPaths
    let hasTree: Bool
    let hasTreeCommand: Bool
    let treeCommand: String
    let tree: TreeText
    let chain: String
    let payouts: [Distributor]
  }

  /// The contract that pays claims in an asset.
  struct Distributor: Sendable {
    let symbol: String
    let hasContract: Bool
    let contract: String
    let isCumulative: Bool
  }

  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  /// Where the site is served, as a word between quotes of a shell.
  let address: String
  let hasEpochs: Bool
  let isOneOfSeveral: Bool
  let epochs: [EpochRow]
  /// The log, or nothing.
  let log: [LogText]
  /// The latest epoch, or nothing.
  let latest: [Example]

  init(
    _ epochs: [ReportedEpoch],
    corrections: [ReportedCorrection],
    log: PublishedLog?,
    in frame: PageFrame,
    address: String
  ) {
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.address = address.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "%27")
    self.hasEpochs = !epochs.isEmpty
    self.isOneOfSeveral = epochs.contains { $0.report.payouts.count > 1 }
    self.epochs = epochs.reversed().flatMap { epoch in
      let number = epoch.report.epoch.number
      return [EpochRow(PublicationName(epoch: number), epoch.report, epoch.evidence, log)]
        + corrections.filter { $0.name.epoch == number }
        .map { EpochRow($0.name, $0.report, $0.evidence, log) }
    }
    self.log = log.map { [LogText($0)] } ?? []
    self.latest = epochs.suffix(1).map { Example($0.report) }
  }
}

extension AuditPage.EpochRow {
  fileprivate init(
    _ name: PublicationName,
    _ report: EpochReport,
    _ evidence: ContentDigest,
    _ log: PublishedLog?
  ) {
    self.title = name.isCorrection ? "Correction \(name)" : "Epoch \(name)"
    self.files = EpochPaths(report, of: name)
    self.digest = evidence.description
    self.logEntry = LogEntryText.all(of: name, in: log)
    self.roots = report.payouts.map { payout in
      AuditPage.RootRow(
        symbol: payout.asset.token.symbol,
        hasRoot: payout.claims.root != nil,
        root: payout.claims.root?.description ?? ""
      )
    }
  }
}

extension AuditPage.Example {
  init(_ report: EpochReport) {
    let payout = report.main
    let command = TreeText.command(of: report, payout, in: "site")
    self.number = report.epoch.number
    self.files = EpochPaths(report)
    self.hasTree = payout.claims.hasDump
    self.hasTreeCommand = payout.claims.root != nil && command != nil
    self.treeCommand = command ?? ""
    self.tree = TreeText(payout.claims.tree)
    self.chain = "\(report.chain.name) (\(report.chain.id))"
    self.payouts = report.payouts.map { payout in
      AuditPage.Distributor(
        symbol: payout.asset.token.symbol,
        hasContract: payout.distributor != nil,
        contract: payout.distributor?.description ?? "",
        isCumulative: payout.claims.scheme == .cumulative
      )
    }
  }
}
