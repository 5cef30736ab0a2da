import FileStore
import ReportDocuments
import Signing

/// A file's line in a manifest, made of the file's bytes while they go by.
struct ManifestLine: ~Copyable {
  private var hasher = SHA256Hasher()
  private var byteCount = 0

  /// How many bytes of an open file are read at a time.
  private static let pieceByteCount = 1 << 20

  /// Takes the next bytes.
  mutating func update(_ piece: [UInt8]) {
    hasher.update(piece)
    byteCount += piece.count
  }

  /// Ends the file, which lies at this path.
  consuming func file(at path: RelativePath) -> Manifest.File {
    Manifest.File(
      path: path,
      byteCount: byteCount,
      digest: ContentDigest(bytes: hasher.finish())
    )
  }

  /// Takes all of a file that is open, piece by piece.
  mutating func update(from file: any OpenFile) throws(FileStoreError) {
    let start = byteCount
    while byteCount - start < file.byteCount {
      let place = byteCount - start
      let piece = try file.read(
        from: place,
        count: min(Self.pieceByteCount, file.byteCount - place)
      )
      guard !piece.isEmpty else { break }
      update(piece)
    }
  }
}

@available(*, unavailable)
extension ManifestLine: Sendable {}

extension Manifest.File {
  /// The line of a file whose bytes are here.
  init(_ path: RelativePath, _ bytes: [UInt8]) {
    var line = ManifestLine()
    line.update(bytes)
    self = line.file(at: path)
  }

  /// The line of a file that is open.
  init(_ path: RelativePath, of file: any OpenFile) throws(FileStoreError) {
    var line = ManifestLine()
    try line.update(from: file)
    self = line.file(at: path)
  }
}
