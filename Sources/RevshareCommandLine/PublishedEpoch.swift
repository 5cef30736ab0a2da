import FileStore
import LocalFileStore
import Publishing
import ReportDocuments

/// An epoch of a site on the disk.
struct PublishedEpoch {
  let store: LocalFileStore
  let report: EpochReport

  /// Finds an epoch: the one asked for, or the latest.
  init(site: String, epoch: Int?, in context: CommandContext) throws(CommandFailure) {
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
      let path = SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.report)
      self.report = try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
        try EpochReport(parsing: bytes)
      }
      self.store = store
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as EvidenceError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
  }
}
