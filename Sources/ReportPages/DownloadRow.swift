import Distribution
import FileStore
import ReportDocuments

/// A file of an epoch.
struct DownloadRow: Sendable {
  let href: String
  let description: String

  /// An epoch's evidence, relative to its page.
  static func all(of report: EpochReport) -> [DownloadRow] {
    let asset = report.main.asset
    var rows = [
      DownloadRow(
        href: SiteLayout.EpochFiles.report.description,
        description: "Every figure of this page, for machines"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.terms.description,
        description: "The rules, the decision, exclusions, and what was carried in"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.revenue.description,
        description: "Every revenue entry"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.staking.description,
        description: "Every stake and unstake"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.openingLots.description,
        description: "What was staked when the epoch began"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.holders(asset).description,
        description: "The weight, share and payment of each holder"
      ),
      DownloadRow(
        href: SiteLayout.EpochFiles.claims(asset).description,
        description: report.main.claims.tree.order == .account
          ? "The claims, in the order of the tree's leaves"
          : "The claims, with the places of their leaves"
      ),
    ]
    if report.main.claims.root != nil, TreeDump.exists(for: report.main.claims.tree) {
      rows.append(
        DownloadRow(
          href: SiteLayout.EpochFiles.tree(asset).description,
          description: "The tree, as OpenZeppelin's library writes and reads it"
        )
      )
    }
    return rows + [
      DownloadRow(
        href: SiteLayout.EpochFiles.manifest.description,
        description: "The size and SHA-256 of each file"
      )
    ]
  }
}
