import Distribution
import FileStore
import ReportDocuments

extension PublicationRecord {
  /// Reads what is held of a published epoch: `nil` where a file is not what the manifest names, where the log does not
  /// tell of the epoch, and for a correction, of which more is held than its documents say.
  ///
  /// - Parameters:
  ///   - name: What names it.
  ///   - manifest: Its manifest.
  ///   - store: The site's folder.
  ///   - log: The site's log.
  init?(
    _ name: PublicationName,
    manifest: Manifest,
    in store: some FileStore,
    log: SiteLog
  ) {
    let folder = PublishedFolder(name: name, manifest: manifest, store: store)
    let files = SiteLayout.EpochFiles.self
    guard !name.isCorrection, log.entry(of: name) != nil,
      let terms = folder.bytes(of: files.terms), let report = folder.bytes(of: files.report),
      let inputs = try? InputsDocument(parsing: terms),
      let report = try? EpochReport(parsing: report), report.epoch == inputs.terms.epoch,
      report.payouts.allSatisfy({ folder.isWhole(files.holders($0.asset)) })
    else { return nil }
    self.init(name, inputs: inputs, report: report, manifest: manifest) {
      () throws(EvidenceError) in
      var figures = HolderFigures()
      for payout in report.payouts {
        let (shares, example) = try folder.read(files.holders(payout.asset)) {
          bytes throws(DocumentError) in
          try HoldersTable.shares(parsing: bytes, under: report.ruleset)
        }
        figures.shares.append(shares)
        figures.examples.append(example)
      }
      return figures
    }
  }
}

/// The files of a publication, as its manifest names them.
private struct PublishedFolder<Store: FileStore>: Sendable {
  let name: PublicationName
  let manifest: Manifest
  let store: Store

  /// A whole document; `nil` where it is not what the manifest names.
  func bytes(of path: RelativePath) -> [UInt8]? {
    guard let file = manifest.files.first(where: { $0.path == path }),
      file.byteCount <= EvidenceReader.documentByteLimit,
      let bytes = try? store.read(full(path), byteLimit: file.byteCount),
      Manifest.File(path, bytes) == file
    else { return nil }
    return bytes
  }

  /// Whether a file is what the manifest names.
  func isWhole(_ path: RelativePath) -> Bool {
    guard let file = manifest.files.first(where: { $0.path == path }),
      let content = try? store.open(full(path), byteLimit: file.byteCount)
    else { return false }
    return (try? Manifest.File(path, of: content)) == file
  }

  /// Reads a table.
  func read<Rows>(
    _ path: RelativePath,
    _ convert: ([UInt8]) throws(DocumentError) -> Rows
  ) throws(EvidenceError) -> Rows {
    try EvidenceReader.read(
      full(path),
      from: store,
      byteLimit: EvidenceReader.tableByteLimit,
      convert
    )
  }

  private func full(_ path: RelativePath) -> RelativePath {
    SiteLayout.folder(of: name).appending(path)
  }
}
