public import FileStore
import ReportDocuments

extension EpochEvidence {
  /// Stages a new publication's evidence, and learns its manifest from what is written: each document is made once.
  ///
  /// - Parameter staging: Where the site's next content is prepared.
  /// - Throws: `FileStoreError`.
  public func stage(to staging: inout some StagedFiles) throws(FileStoreError) {
    let folder = SiteLayout.folder(of: name)
    var files: [Manifest.File] = []
    try documents.forEach { document in
      document.ownBytes.map { (bytes: $0, file: Manifest.File(document.path, $0)) }
    } take: { document, made throws(FileStoreError) in
      if let made {
        try document.write(made.bytes, in: folder, to: &staging)
        files.append(made.file)
      } else {
        var line = ManifestLine()
        try document.write(nil, in: folder, to: &staging) { line.update($0) }
        files.append(line.file(at: document.path))
      }
    }
    let manifest = Manifest(files: files)
    keep(manifest)
    try staging.write(manifest.bytes, to: folder.appending(SiteLayout.EpochFiles.manifest))
  }
}
