import Distribution
import EVMTypes
import FileStore
import LocalFileStore
import MerkleClaims
import Publishing
import ReportDocuments

/// What accounts may claim from a distributor by an epoch: of that epoch alone where claims are cumulative, else of
/// all epochs that the same contract pays.
struct DistributorClaims: Sendable {
  /// The epochs, in order.
  private(set) var epochs: [Int] = []
  /// What each account may claim, in base units.
  private(set) var amounts: [Address: UInt256] = [:]
  private(set) var total = UInt256.zero
  /// The block that the first epoch was read up to, where it is known: nothing was claimed before it.
  private(set) var firstBlock: UInt64 = 0

  /// Reads the claims.
  init(
    of published: PublishedEpoch,
    _ payout: PayoutReport,
    site: String,
    in context: CommandContext
  ) throws(CommandFailure) {
    let last = published.report.epoch.number
    switch payout.claims.scheme {
    case .cumulative: try add(published, payout)
    case .perEpoch:
      // Back to the first epoch that this contract pays.
      for number in published.epochNumbers.reversed() where number <= last {
        let earlier = try PublishedEpoch(site: site, epoch: number, in: context)
        guard let same = earlier.report.payouts.first(where: { $0.asset.id == payout.asset.id }),
          same.distributor == payout.distributor, same.claims.scheme == .perEpoch
        else { break }
        try add(earlier, same)
      }
    }
    epochs.sort()
  }

  private mutating func add(
    _ published: PublishedEpoch,
    _ payout: PayoutReport
  ) throws(CommandFailure) {
    epochs.append(published.report.epoch.number)
    firstBlock = published.report.block?.number ?? 0
    let path = published.publicationFolder.appending(SiteLayout.EpochFiles.claims(payout.asset))
    let claims: [Claim]
    do {
      claims = try EvidenceReader.read(path, from: published.store) {
        bytes throws(DocumentError) in try ClaimAmountsTable.claims(parsing: bytes)
      }
    } catch {
      throw CommandFailure(error)
    }
    for claim in claims {
      let (sum, overflow) = (amounts[claim.account] ?? .zero).addingReportingOverflow(claim.amount)
      let (total, isLarge) = total.addingReportingOverflow(claim.amount)
      guard !overflow, !isLarge else {
        throw CommandFailure(.malformedInput, "\(path): the sum of claims does not fit in 256 bits")
      }
      amounts[claim.account] = sum
      self.total = total
    }
  }
}
