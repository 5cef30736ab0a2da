import Distribution
import EVMTypes
import FileStore
import Publishing
import ReportDocuments

extension PublishedEpoch {
  /// The account's figures and claim in one payout asset; `nil` where it has neither.
  func proof(
    of address: Address,
    _ payout: PayoutReport
  ) throws(CommandFailure) -> ProofDocument? {
    let path = SiteLayout.epoch(report.epoch.number)
      .appending(
        SiteLayout.EpochFiles.claims(
          payout.asset,
          prefix: payout.claims.partition.prefix(for: address)
        )
      )
    let document: ClaimsDocument
    do {
      document = try EvidenceReader.read(path, from: store) {
        bytes throws(DocumentError) in try ClaimsDocument(parsing: bytes)
      }
    } catch {
      throw CommandFailure(error)
    }
    guard document.epoch == report.epoch.number, document.asset == payout.asset.id,
      document.root == payout.claims.root
    else {
      throw CommandFailure(
        .differences,
        lines: [
          "NOT VERIFIED: \(path) is not of this epoch's report", "run revshare audit \(folder)",
        ]
      )
    }
    let holder = document.holders.first { $0.share.account == address }
    let claim = document.claims.first { $0.account == address }
    guard holder != nil || claim != nil else { return nil }
    return ProofDocument(
      of: address,
      report: report,
      payout: payout,
      holder: holder,
      claim: claim
    )
  }

  /// Why there is nothing to prove for an account.
  func hasNothing(for address: Address) -> CommandFailure {
    let number = report.epoch.number
    guard let exclusion = report.exclusions.first(where: { $0.account == address }) else {
      return CommandFailure(.differences, "\(address) has no stake-time in epoch \(number)")
    }
    return CommandFailure(
      .differences,
      "\(address) is excluded in epoch \(number): \(exclusion.reason)"
    )
  }

  /// Who published the site.
  func site() throws(CommandFailure) -> SiteDescription {
    do {
      return try EvidenceReader.read(SiteLayout.index, from: store) {
        bytes throws(DocumentError) in try IndexDocument.header(parsing: bytes).site
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}
