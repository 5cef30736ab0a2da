import Distribution
import FileStore
import ReportDocuments

/// A file of an epoch.
struct DownloadRow: Sendable {
  let href: String
  let description: String

  /// A correction's evidence and its entry in the log, relative to its page.
  static func all(of correction: ReportedCorrection, log: PublishedLog?) -> [DownloadRow] {
    let files = SiteLayout.EpochFiles.self
    let changes = [DownloadRow(files.correction, "What the correction changes, and why")]
    let differences = correction.document.payouts.compactMap { correction.asset($0.asset) }
      .map { asset in
        DownloadRow(files.differences(asset), "How the share of each holder changes")
      }
    return changes + differences + all(of: correction.report)
      + logged(correction.name, in: log)
  }

  /// A publication's entry in the log, and what proves it.
  static func logged(_ name: PublicationName, in log: PublishedLog?) -> [DownloadRow] {
    guard let log, log.entry(of: name) != nil else { return [] }
    let files = SiteLayout.EpochFiles.self
    let statement = DownloadRow(files.statement, "The entry in the log")
    let proof = DownloadRow(files.logProof, "The proof that the signed log holds it")
    return [statement] + (log.key == nil ? [] : [proof])
  }

  /// An epoch's evidence, relative to its page.
  static func all(of report: EpochReport) -> [DownloadRow] {
    let files = SiteLayout.EpochFiles.self
    var rows = [
      DownloadRow(files.report, "Every figure of this page, for machines"),
      DownloadRow(files.terms, "The rules, the decision, exclusions, and what was carried in"),
      DownloadRow(files.revenue, "Every revenue entry"),
    ]
    rows +=
      report.stake.movement == nil
      ? [
        DownloadRow(
          files.weights,
          "The stake \u{00D7} time of each holder that weights were given by"
        )
      ]
      : [
        DownloadRow(files.staking, "Every stake and unstake"),
        DownloadRow(files.openingLots, "What was staked when the epoch began"),
      ]
    switch report.ruleset {
    case .v1: break
    case .v2:
      rows += [
        DownloadRow(files.rates, "The rates that entries in other assets were converted at"),
        DownloadRow(files.returned, "What claims of expired epochs gave back"),
        DownloadRow(files.adjustments, "What corrections of earlier epochs add"),
        DownloadRow(files.openingBalances, "What accounts brought along: accruals and claims"),
      ]
      if report.reconciliation != nil {
        rows.append(DownloadRow(files.receipts, "What the pools received on the chain"))
      }
      if report.decision.vote != nil {
        rows.append(DownloadRow(files.votes, "Every vote on the decision"))
      }
    }
    for payout in report.payouts { rows += all(of: payout) }
    return rows + [DownloadRow(files.manifest, "The size and SHA-256 of each file")]
  }

  private static func all(of payout: PayoutReport) -> [DownloadRow] {
    let files = SiteLayout.EpochFiles.self
    let rows = [
      DownloadRow(files.holders(payout.asset), "The weight, share and payment of each holder"),
      DownloadRow(
        files.claims(payout.asset),
        payout.claims.tree.order == .account
          ? "The claims, in the order of the tree's leaves"
          : "The claims, with the places of their leaves"
      ),
    ]
    guard payout.claims.hasDump else { return rows }
    return rows + [
      DownloadRow(
        files.tree(payout.asset),
        "The tree, as OpenZeppelin's library writes and reads it"
      )
    ]
  }

  private init(_ path: RelativePath, _ description: String) {
    self.href = path.description
    self.description = description
  }
}
