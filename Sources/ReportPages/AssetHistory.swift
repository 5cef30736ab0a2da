import Distribution
import ReportDocuments

/// The epochs that were paid in one asset, in their order.
struct AssetHistory: Sendable {
  /// An epoch's figures in the asset.
  struct Entry: Sendable {
    let report: EpochReport
    let payout: PayoutReport
  }

  /// The asset, as the latest of these epochs describes it.
  let asset: Asset
  /// Its epochs, at least one.
  let entries: [Entry]

  /// Every payout asset of a site: those of the latest epoch in its order, then those that ended before it.
  static func all(of reports: [EpochReport]) -> [AssetHistory] {
    var assets: [Asset] = []
    for payout in reports.reversed().flatMap(\.payouts)
    where !assets.contains(where: { isSame($0, payout.asset) }) {
      assets.append(payout.asset)
    }
    return assets.map { asset in
      AssetHistory(
        asset: asset,
        entries: reports.flatMap { report in
          report.payouts.filter { isSame($0.asset, asset) }
            .map { Entry(report: report, payout: $0) }
        }
      )
    }
  }

  private static func isSame(_ one: Asset, _ other: Asset) -> Bool {
    one.id.utf8.elementsEqual(other.id.utf8)
  }
}
