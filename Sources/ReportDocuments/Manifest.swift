public import FileStore
import StrictJSON

/// `manifest.json`: the size and digest of files.
///
/// An epoch's manifest lists its evidence but itself; the site's lists all views but itself and every
/// epoch's manifest.
public struct Manifest: Sendable, Hashable {
  /// A file's line.
  public struct File: Sendable, Hashable {
    /// The path, relative to the manifest's folder.
    public let path: RelativePath
    /// How many bytes the file has.
    public let byteCount: Int
    /// The digest of its bytes.
    public let digest: ContentDigest

    /// Creates a line.
    ///
    /// - Parameters:
    ///   - path: The path, relative to the manifest's folder.
    ///   - byteCount: How many bytes the file has.
    ///   - digest: The digest of its bytes.
    public init(path: RelativePath, byteCount: Int, digest: ContentDigest) {
      self.path = path
      self.byteCount = byteCount
      self.digest = digest
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-manifest-v1"

  /// The files, ordered by the bytes of their paths.
  public let files: [File]

  /// Creates a manifest.
  ///
  /// - Parameter files: The files, in any order.
  public init(files: [File]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init(
        "files",
        .array(
          files.map {
            .object([
              .init("path", .string($0.path.description)),
              .init("bytes", .integer($0.byteCount)),
              .init("sha256", .string($0.digest.description)),
            ])
          }
        )
      ),
    ]).canonicalBytes
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``, also when a path leads outside or the order is not that of paths.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow(["format", "files"])
    let files = try document.member("files").map { value throws(DocumentError) in
      try value.allow(["path", "bytes", "sha256"])
      let path = try value.member("path")
      guard let relativePath = RelativePath(try path.text()) else {
        throw path.error("not a path inside the folder")
      }
      return File(
        path: relativePath,
        byteCount: try value.member("bytes").count(),
        digest: try value.member("sha256").contentDigest()
      )
    }
    for (index, (file, next)) in zip(files, files.dropFirst()).enumerated()
    where !(file.path < next.path) {
      throw DocumentError(at: "files[\(index + 1)].path", "not after the path before")
    }
    self.files = files
  }
}
