import Distribution
import FileStore
import ReportDocuments

extension PublicationRecord {
  /// Reads what is held of a publication: `nil` where a file is not what the manifest names.
  ///
  /// - Parameters:
  ///   - name: What names it.
  ///   - manifest: Its manifest.
  ///   - store: The site's folder.
  ///   - history: What was published before.
  init?(
    _ name: PublicationName,
    manifest: Manifest,
    in store: some FileStore,
    after history: SiteHistory
  ) {
    let folder = PublishedFolder(name: name, manifest: manifest, store: store)
    let files = SiteLayout.EpochFiles.self
    guard let terms = folder.bytes(of: files.terms), let report = folder.bytes(of: files.report),
      let inputs = try? InputsDocument(parsing: terms),
      let report = try? EpochReport(parsing: report), report.epoch == inputs.terms.epoch,
      report.epoch.number == name.epoch,
      let correction = Correction(name, report: report, in: folder, after: history)
    else { return nil }
    self.init(
      name,
      inputs: inputs,
      report: report,
      manifest: manifest,
      correction: correction.document,
      differences: correction.differences
    ) { () throws(EvidenceError) in
      var figures = HolderFigures()
      for payout in report.payouts {
        let (shares, example) = try folder.openTable(files.holders(payout.asset)) {
          file throws(DocumentError) in
          try HoldersTable.shares(parsing: file, under: report.ruleset)
        }
        figures.shares.append(shares)
        figures.examples.append(example)
      }
      return figures
    }
  }

  /// What a publication changes of the one that it corrects; nothing for an epoch as it is published first.
  private struct Correction {
    var document: CorrectionDocument?
    var differences: [EpochEvidence.PayoutDifferences] = []

    init?(
      _ name: PublicationName,
      report: EpochReport,
      in folder: PublishedFolder<some FileStore>,
      after history: SiteHistory
    ) {
      guard let corrected = name.corrected else { return }
      let files = SiteLayout.EpochFiles.self
      guard let bytes = folder.bytes(of: files.correction),
        let document = try? CorrectionDocument(parsing: bytes), document.publication == name,
        let before = history.publication(corrected)?.report
      else { return nil }
      self.document = document
      for payout in document.payouts {
        let reports = (report.payouts + before.payouts)
        guard let asset = reports.first(where: { $0.asset.id == payout.asset })?.asset,
          let table = folder.bytes(of: files.differences(asset)),
          let rows = try? DifferencesTable.differences(parsing: table)
        else { return nil }
        differences.append(.init(asset: asset, differences: rows))
      }
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
      file.byteCount <= EvidenceReader.tableByteLimit,
      let bytes = try? store.read(full(path), byteLimit: file.byteCount),
      Manifest.File(path, bytes) == file
    else { return nil }
    return bytes
  }

  /// Reads a table, a piece at a time.
  func openTable<Rows>(
    _ path: RelativePath,
    _ convert: (any OpenFile) throws(DocumentError) -> Rows
  ) throws(EvidenceError) -> Rows {
    try EvidenceReader.openTable(full(path), from: store, convert)
  }

  private func full(_ path: RelativePath) -> RelativePath {
    SiteLayout.folder(of: name).appending(path)
  }
}
