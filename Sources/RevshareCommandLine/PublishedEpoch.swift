import Distribution
import FileStore
import LocalFileStore
import Publishing
import ReportDocuments

/// An epoch of a site on the disk, as its claims are: those of a correction that takes the place of them.
struct PublishedEpoch: Sendable {
  /// The folder, as the user names it.
  let folder: String
  let store: LocalFileStore
  let report: EpochReport
  /// The numbers of all epochs that are published, in order.
  let epochNumbers: [Int]
  /// What corrects the epoch, in the order of publication.
  let corrections: [EpochStatement]
  /// The publication whose claims are to be paid.
  let publication: PublicationName

  /// The publication's folder in the site.
  var publicationFolder: RelativePath { SiteLayout.folder(of: publication) }

  /// Finds an epoch: the one asked for, or the latest.
  init(site: String, epoch: Int?, in context: CommandContext) throws(CommandFailure) {
    self.folder = site
    let store = LocalFileStore(root: context.path(site))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    do {
      guard let published = try PublishedSite.read(from: store),
        let latest = published.epochNumbers.last
      else { throw CommandFailure(.inputMissing, "revshare: \(site) holds no publication") }
      let number = epoch ?? latest
      guard published.epochNumbers.contains(number) else {
        throw CommandFailure(.inputMissing, "revshare: \(site) has no epoch \(number)")
      }
      let corrections = published.log.statements.filter { statement in
        statement.publication.epoch == number && statement.corrected != nil
      }
      let publication =
        corrections.last { $0.corrected?.settlement == .replacement }?.publication
        ?? PublicationName(epoch: number)
      let path = SiteLayout.folder(of: publication).appending(SiteLayout.EpochFiles.report)
      self.report = try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
        try EpochReport(parsing: bytes)
      }
      self.epochNumbers = published.epochNumbers
      self.corrections = corrections
      self.publication = publication
      self.store = store
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as EvidenceError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
  }

  /// The payout asset that the user names, or the only one.
  func payout(_ asset: String?) throws(CommandFailure) -> PayoutReport {
    let known = report.payouts.map(\.asset.id)
    guard let asset else {
      guard report.payouts.count == 1 else {
        throw CommandFailure(
          .usage,
          "revshare: epoch \(report.epoch.number) is paid in several assets; add --asset with one of "
            + known.joined(separator: ", ")
        )
      }
      return report.payouts[0]
    }
    guard let payout = report.payouts.first(where: { $0.asset.id == asset }) else {
      throw CommandFailure(
        .usage,
        "revshare: epoch \(report.epoch.number) pays nothing in \(asset); it has \(known.joined(separator: ", "))"
      )
    }
    return payout
  }
}
