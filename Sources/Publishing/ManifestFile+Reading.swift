import FileStore
import ReportDocuments
import Signing

extension Manifest.File {
  /// How many bytes are read at a time.
  private static var pieceByteCount: Int { 1 << 20 }

  /// The line of a file that is open, which is read piece by piece.
  init(_ path: RelativePath, of file: any OpenFile) throws(FileStoreError) {
    var hasher = SHA256Hasher()
    var count = 0
    while count < file.byteCount {
      let piece = try file.read(
        from: count,
        count: min(Self.pieceByteCount, file.byteCount - count)
      )
      guard !piece.isEmpty else { break }
      hasher.update(piece)
      count += piece.count
    }
    self.init(path: path, byteCount: count, digest: ContentDigest(bytes: hasher.finish()))
  }
}
