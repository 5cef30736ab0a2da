import Distribution
import FileStore
public import ReportDocuments

/// The audit of one epoch beside others that are taken as they stand.
extension SiteAudit {
  /// What was computed again, in the order of the log.
  public var computed: [PublicationName] {
    history.publications.map(\.name).filter(isAudited)
  }

  /// Takes a publication as its terms and its report tell of it.
  mutating func takePublication(_ name: PublicationName, in store: some FileStore) {
    let folder = SiteLayout.folder(of: name)
    let files = SiteLayout.EpochFiles.self
    do throws(EvidenceError) {
      let manifest = try EvidenceReader.read(folder.appending(files.manifest), from: store) {
        bytes throws(DocumentError) in try Manifest(parsing: bytes)
      }
      guard log.tells(of: manifest, of: name),
        let record = PublicationRecord(name, manifest: manifest, in: store, after: history)
      else {
        throw EvidenceError(
          path: folder,
          fact: "its terms, report or correction are not what the log tells of"
        )
      }
      let rows = try EvidenceReader.read(folder.appending(files.revenue), from: store) {
        bytes throws(DocumentError) in
        try RevenueTable.entries(parsing: bytes, under: record.terms)
      }
      append(record, entries: rows)
    } catch {
      add(error)
    }
  }

  /// Says of which publications nothing was computed again.
  mutating func addNotAudited() {
    guard let epoch else { return }
    if history.publication(PublicationName(epoch: epoch)) == nil, ending == nil {
      let path = SiteLayout.epoch(epoch).appending(SiteLayout.EpochFiles.manifest)
      if !findings.contains(where: { SiteLayout.publication(of: $0.path)?.epoch == epoch }) {
        add(AuditFinding(.missingFile, path, "the site has no epoch \(epoch)"))
      }
    }
    let others = history.publications.map(\.name).filter { !isAudited($0) }
    guard !others.isEmpty else { return }
    add(
      AuditFinding(
        .notAudited,
        SiteLayout.epochs,
        "only epoch \(epoch) was asked for: what \(others.map { "\($0)" }.joined(separator: ", ")) and their pages say "
          + "was taken as it stands"
      )
    )
  }
}
