import Distribution
import ReportDocuments

/// What an epoch leaves to the next one, its tables by their digests.
struct EpochBorder {
  /// What is left but the tables; `nil` before the first epoch.
  let closing: EpochClosing?
  /// The digest of the lots; `nil` where weights were given, which do not tell.
  let lots: ContentDigest?
  /// The digest of what accounts take along.
  let balances: ContentDigest

  /// Tells what is left.
  ///
  /// - Parameters:
  ///   - last: The number of the epoch before; `nil` where there is none.
  ///   - history: What was published.
  ///   - assets: The identifiers of the next epoch's payout assets, in its order.
  /// - Throws: ``PublicationError`` where the epoch has to be computed again, and cannot be.
  init(
    after last: Int?,
    of history: SiteHistory,
    for assets: [String]
  ) throws(PublicationError) {
    let noBalances = ContentDigest(of: BalancesTable.text(of: []))
    guard let last, let current = history.current(ofEpoch: last),
      let settled = history.settled(ofEpoch: last)
    else {
      self.closing = nil
      self.lots = ContentDigest(of: LotsTable.text(of: []))
      self.balances = noBalances
      return
    }
    self.lots = current.report.borders.closingLots?.digest
    // The reports have the digest of all balances in the order of their own assets, and do not say in which of them
    // nothing but balances is left.
    if settled.report.payouts.map(\.asset.id) == assets {
      self.closing = EpochClosing(of: current.closing, settled: settled.closing)
      self.balances = settled.report.borders.closingBalances?.digest ?? noBalances
    } else {
      let closing = try history.closing(ofEpoch: last)
      self.closing = closing
      self.balances = ContentDigest(
        of: BalancesTable.text(of: closing?.balances(of: assets) ?? [])
      )
    }
  }
}
