public import FileStore
import ReportDocuments

extension EpochEvidence {
  /// Stages a new publication's evidence, and learns its manifest from what is written: each document is made once.
  ///
  /// - Parameters:
  ///   - staging: Where the site's next content is prepared.
  ///   - progress: Called now and then, with how many rows are written and how many there are.
  /// - Throws: `FileStoreError`, also what `progress` throws.
  public func stage(
    to staging: inout some StagedFiles,
    progress: (Int, Int) throws(FileStoreError) -> Void = { _, _ in }
  ) throws(FileStoreError) {
    let folder = SiteLayout.folder(of: name)
    let documents = documents
    let rowCount = documents.rowCount
    var (files, done) = ([Manifest.File](), 0)
    try documents.forEach { document in
      document.ownBytes.map { (bytes: $0, file: Manifest.File(document.path, $0)) }
    } take: { document, made throws(FileStoreError) in
      if let made {
        try document.write(made.bytes, in: folder, to: &staging)
        files.append(made.file)
      } else {
        var line = ManifestLine()
        var written = 0
        try document.write(nil, in: folder, to: &staging) {
          piece,
          pieceRowCount throws(FileStoreError) in
          line.update(piece)
          written += pieceRowCount
          try progress(done + written, rowCount)
        }
        files.append(line.file(at: document.path))
      }
      done += document.rowCount
      try progress(done, rowCount)
    }
    let manifest = Manifest(files: files)
    keep(manifest)
    try staging.write(manifest.bytes, to: folder.appending(SiteLayout.EpochFiles.manifest))
  }
}
