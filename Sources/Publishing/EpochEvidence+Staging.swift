public import FileStore
import ReportDocuments
import Signing

extension EpochEvidence {
  /// Stages a new publication's evidence, and learns its manifest from what is written: each document is made once.
  ///
  /// - Parameter staging: Where the site's next content is prepared.
  /// - Throws: `FileStoreError`.
  public func stage(to staging: inout some StagedFiles) throws(FileStoreError) {
    let folder = SiteLayout.folder(of: name)
    var files: [Manifest.File] = []
    try documents.forEach { document in
      document.ownBytes.map { (bytes: $0, digest: SHA256.hash($0)) }
    } take: { document, made throws(FileStoreError) in
      if let made {
        try document.write(made.bytes, in: folder, to: &staging)
        files.append(
          Manifest.File(
            path: document.path,
            byteCount: made.bytes.count,
            digest: ContentDigest(bytes: made.digest)
          )
        )
      } else {
        var count = 0
        var hasher = SHA256Hasher()
        try document.write(nil, in: folder, to: &staging) { piece in
          count += piece.count
          hasher.update(piece)
        }
        files.append(
          Manifest.File(
            path: document.path,
            byteCount: count,
            digest: ContentDigest(bytes: hasher.finish())
          )
        )
      }
    }
    let manifest = Manifest(files: files)
    keep(manifest)
    try staging.write(manifest.bytes, to: folder.appending(SiteLayout.EpochFiles.manifest))
  }
}
