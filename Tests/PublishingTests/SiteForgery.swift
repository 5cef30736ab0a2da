import FileStore
import Publishing
import ReportDocuments
import Signing
import TestSupport
import TransparencyLog

/// What a fraudster makes right again after changing a file.
struct SiteForgery {
  /// The site.
  var site: MemoryFileStore

  /// The publications in the order of the log.
  private static let names = ["1", "1.1", "2"].compactMap { PublicationName($0) }

  /// The files of a publication that its manifest does not name.
  private static let unnamed: Set<RelativePath> = [
    SiteLayout.EpochFiles.manifest, SiteLayout.EpochFiles.statement, SiteLayout.EpochFiles.logProof,
    SiteLayout.EpochFiles.page, SiteLayout.EpochFiles.provenance,
  ]

  /// Makes every manifest name what is there now, and every later epoch the manifests before.
  mutating func mendDigests() throws {
    for name in Self.names {
      let folder = SiteLayout.folder(of: name)
      let path = folder.appending(SiteLayout.EpochFiles.manifest)
      let old = ContentDigest(bytes: SHA256.hash(try site.read(path)))
      let depth = folder.components.count
      let files = try site.paths().filter { $0.components.starts(with: folder.components) }
        .compactMap { path in
          RelativePath(path.components.dropFirst(depth).joined(separator: "/")).map { ($0, path) }
        }
        .filter { !Self.unnamed.contains($0.0) }
      let manifest = try Manifest(files: files.map { try Self.line($0.0, site.read($0.1)) }).bytes
      site.files[path] = manifest
      let new = ContentDigest(bytes: SHA256.hash(manifest))
      guard new != old else { continue }
      for later in Self.names {
        site.exchange("\(old)", for: "\(new)", in: .terms, of: later)
      }
    }
    try mendSiteManifest()
  }

  /// Makes the site's manifest name what is there now.
  mutating func mendSiteManifest() throws {
    let named = try site.paths().filter { path in
      guard let name = SiteLayout.publication(of: path) else { return path != SiteLayout.manifest }
      return Self.unnamed.contains { SiteLayout.folder(of: name).appending($0) == path }
    }
    site.files[SiteLayout.manifest] =
      try Manifest(files: named.map { try Self.line($0, site.read($0)) }).bytes
  }

  /// States the manifests that are there now, and signs the log of it with its own key.
  mutating func signAgain() throws {
    var entries: [[UInt8]] = []
    for name in Self.names {
      let folder = SiteLayout.folder(of: name)
      let manifest = try site.read(folder.appending(SiteLayout.EpochFiles.manifest))
      let path = folder.appending(SiteLayout.EpochFiles.statement)
      let stated = try EpochStatement(parsing: site.read(path)).manifest
      site.exchange(
        "\(stated)",
        for: "\(ContentDigest(bytes: SHA256.hash(manifest)))",
        in: .statement,
        of: name
      )
      entries.append(try site.read(path))
    }
    let tiles = try LogTiles(entries: entries)
    for path in try site.paths() {
      guard let text = SiteLayout.tilePath(of: path), let tile = LogTilePath(text: text) else {
        continue
      }
      site.files[path] = tiles.bytes(of: tile)
    }
    let signer = TinySite.signer
    let tree = tiles.tree
    let head = LogCheckpoint(origin: signer.name, size: tree.size, root: tree.root)
    let note = try head.signed(by: signer)
    site.files[SiteLayout.checkpoint] = note.bytes
    for (index, name) in Self.names.enumerated() {
      let hashes = tree.inclusionProof(of: index, size: tree.size) ?? []
      let path = SiteLayout.folder(of: name).appending(SiteLayout.EpochFiles.logProof)
      site.files[path] = LogProof(index: index, hashes: hashes, checkpoint: note).bytes
    }
    try mendSiteManifest()
  }

  private static func line(_ path: RelativePath, _ bytes: [UInt8]) -> Manifest.File {
    Manifest.File(
      path: path,
      byteCount: bytes.count,
      digest: ContentDigest(bytes: SHA256.hash(bytes))
    )
  }
}

extension MemoryFileStore {
  /// A document in which digests of manifests stand.
  fileprivate enum Naming {
    case terms, statement

    var path: RelativePath {
      switch self {
      case .terms: SiteLayout.EpochFiles.terms
      case .statement: SiteLayout.EpochFiles.statement
      }
    }
  }

  /// Exchanges a text wherever it stands in a document, where that is there.
  fileprivate mutating func exchange(
    _ text: String,
    for other: String,
    in document: Naming,
    of name: PublicationName
  ) {
    let path = SiteLayout.folder(of: name).appending(document.path)
    guard let bytes = files[path] else { return }
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: text,
      omittingEmptySubsequences: false
    )
    // What is no text any more keeps its bytes.
    guard parts.count > 1 else { return }
    files[path] = Array(parts.joined(separator: other).utf8)
  }
}
