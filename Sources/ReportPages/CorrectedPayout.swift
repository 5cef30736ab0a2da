import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// What a correction changes in one payout asset.
struct CorrectedPayout: Sendable {
  let symbol: String
  /// Behind the names of anchors: nothing for the first payout asset.
  let suffix: String
  let isOneOfSeveral: Bool
  let hasDifferences: Bool
  let holders: String
  /// How many holders get more, and what they get more together.
  let gaining: String
  let increase: AmountText
  /// How many holders get less, and what they get less together.
  let losing: String
  let decrease: AmountText
  let rows: [ShareDifferenceRow]
  /// Whether the rows are those of the largest differences alone.
  let isCut: Bool
  let rowCount: Int
  /// The table of all differences, relative to the page.
  let table: String
  let isSameRoot: Bool
  let rootBefore: String
  let rootAfter: String

  /// The payout assets of a correction, in the order of its document.
  static func all(of correction: ReportedCorrection) -> [CorrectedPayout] {
    let payouts = correction.document.payouts
    return zip(payouts, correction.differences).enumerated().compactMap { place, part in
      let (payout, differences) = part
      return correction.asset(payout.asset).map { asset in
        CorrectedPayout(
          payout,
          of: asset,
          differences,
          at: place,
          isOneOfSeveral: payouts.count > 1
        )
      }
    }
  }

  private init(
    _ payout: CorrectionDocument.Payout,
    of asset: Asset,
    _ differences: [ShareDifference],
    at place: Int,
    isOneOfSeveral: Bool
  ) {
    let losing = differences.count { $0.amount.isNegative }
    let gaining = differences.count - losing
    self.symbol = asset.token.symbol
    self.suffix = place == 0 ? "" : "-\(asset.id)"
    self.isOneOfSeveral = isOneOfSeveral
    self.hasDifferences = !differences.isEmpty
    self.holders = counted(differences.count, "holder has", "holders have")
    self.gaining = grouped(gaining) + (gaining == 1 ? " gets" : " get")
    self.increase = AmountText(payout.increase, of: asset.token)
    self.losing = grouped(losing) + (losing == 1 ? " gets" : " get")
    self.decrease = AmountText(payout.decrease, of: asset.token)
    self.rows = ShareDifferenceRow.shown(of: differences, in: asset.token)
    self.isCut = rows.count < differences.count
    self.rowCount = rows.count
    self.table = SiteLayout.EpochFiles.differences(asset).description
    self.isSameRoot = payout.rootBefore == payout.rootAfter
    self.rootBefore = payout.rootBefore?.description ?? "none: nothing is paid"
    self.rootAfter = payout.rootAfter?.description ?? "none: nothing is paid"
  }
}
