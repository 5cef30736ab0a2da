public import FileStore
import ReportDocuments
import TransparencyLog

extension SiteLog {
  /// Reads the entries of a site's log, its head and its key; what lies beside publications is not asked for.
  ///
  /// - Parameter store: The site.
  /// - Returns: The log without proofs, provenance and signatures; `nil` when there is no site's manifest.
  /// - Throws: ``EvidenceError``, with the file.
  public static func head(from store: some FileStore) throws(EvidenceError) -> SiteLog? {
    guard let manifest = try EvidenceReader.siteManifest(from: store) else { return nil }
    return try SiteLog(headOf: manifest, from: store)
  }

  /// Reads the log of a site.
  ///
  /// - Parameters:
  ///   - manifest: The site's manifest, which names the log's files.
  ///   - store: The site.
  /// - Throws: ``EvidenceError``, with the file.
  init(of manifest: Manifest, from store: some FileStore) throws(EvidenceError) {
    try self.init(headOf: manifest, from: store)
    restore(
      proofs: wholeFiles(SiteLayout.EpochFiles.logProof, of: manifest, from: store),
      provenance: wholeFiles(SiteLayout.EpochFiles.provenance, of: manifest, from: store),
      signatures: wholeFiles(SiteLayout.EpochFiles.signatures, of: manifest, from: store)
    )
  }

  private init(headOf manifest: Manifest, from store: some FileStore) throws(EvidenceError) {
    let tiles = Set(manifest.files.compactMap { SiteLayout.tilePath(of: $0.path) })
      .reduce(into: Set<LogTilePath>()) { paths, text in
        if let path = LogTilePath(text: text) { paths.insert(path) }
      }
    let entries = try Self.entries(of: tiles, from: store)
    var statements: [EpochStatement] = []
    for (index, entry) in entries.enumerated() {
      do {
        statements.append(try EpochStatement(parsing: entry))
      } catch {
        let fact = "entry \(index): \(error.description)"
        throw EvidenceError(path: Self.bundle(ofEntry: index, among: tiles), fact: fact)
      }
    }
    do {
      self.init(statements: statements, tiles: try LogTiles(entries: entries))
    } catch {
      throw EvidenceError(path: SiteLayout.log, fact: "\(error)")
    }
    let names = Set(manifest.files.map(\.path))
    let isSigned = names.contains(SiteLayout.checkpoint)
    restore(
      checkpoint: isSigned ? try Self.checkpoint(from: store) : nil,
      verifier: isSigned || names.contains(SiteLayout.verifierKey)
        ? try Self.verifier(from: store) : nil,
      tiles: tiles
    )
  }

  /// A file of each publication, where it is what the manifest names; others are made again.
  private func wholeFiles(
    _ name: RelativePath,
    of manifest: Manifest,
    from store: some FileStore
  ) -> [PublicationName: [UInt8]] {
    let named = Dictionary(manifest.files.map { ($0.path, $0) }) { first, _ in first }
    return statements.reduce(into: [:]) { whole, statement in
      let path = SiteLayout.folder(of: statement.publication).appending(name)
      guard let file = named[path],
        let bytes = try? store.read(path, byteLimit: min(file.byteCount, LogProof.byteLimit)),
        Manifest.File(path, bytes) == file
      else { return }
      whole[statement.publication] = bytes
    }
  }

  /// The file that an entry stands in.
  private static func bundle(ofEntry index: Int, among tiles: Set<LogTilePath>) -> RelativePath {
    tiles.filter { $0.content == .entries && $0.index == index / LogTilePath.fullWidth }
      .max { $0.width < $1.width }.map { SiteLayout.tile("\($0)") } ?? SiteLayout.log
  }

  /// The entries, from the widest bundle at each place.
  private static func entries(
    of tiles: Set<LogTilePath>,
    from store: some FileStore
  ) throws(EvidenceError) -> [[UInt8]] {
    var bundles: [Int: LogTilePath] = [:]
    for path in tiles where path.content == .entries {
      if path.width > bundles[path.index]?.width ?? 0 { bundles[path.index] = path }
    }
    var entries: [[UInt8]] = []
    for index in 0..<bundles.count {
      guard let path = bundles[index], index == bundles.count - 1 || path.isFull else {
        throw EvidenceError(path: SiteLayout.log, fact: "entries \(index * 256) and on are missing")
      }
      let file = SiteLayout.tile("\(path)")
      entries += try EvidenceReader.read(file, from: store, byteLimit: bundleByteLimit) {
        bytes throws(DocumentError) in
        do {
          let entries = try LogEntryBundle(bytes: bytes).entries
          guard entries.count == path.width else {
            throw DocumentError(at: "", "holds \(entries.count) entries")
          }
          return entries
        } catch let error as DocumentError {
          throw error
        } catch {
          throw DocumentError(at: "", "\(error)")
        }
      }
    }
    return entries
  }

  /// How many bytes a tile may have: as many as whole entries.
  static let bundleByteLimit = LogTilePath.fullWidth * (LogEntryBundle.entryByteLimit + 2)

  private static func checkpoint(
    from store: some FileStore
  ) throws(EvidenceError) -> SignedNote {
    try EvidenceReader.read(SiteLayout.checkpoint, from: store, byteLimit: SignedNote.byteLimit) {
      bytes throws(DocumentError) in
      do {
        return try SignedNote(bytes: bytes)
      } catch {
        throw DocumentError(at: "", "\(error)")
      }
    }
  }

  private static func verifier(
    from store: some FileStore
  ) throws(EvidenceError) -> NoteVerifier {
    try EvidenceReader.read(SiteLayout.verifierKey, from: store, byteLimit: keyByteLimit) {
      bytes throws(DocumentError) in
      guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0A else {
        throw DocumentError(at: "", "not a line of text")
      }
      do {
        return try NoteVerifier(text: String(text.dropLast()))
      } catch {
        throw DocumentError(at: "", "\(error)")
      }
    }
  }

  /// How many bytes the line of a verifier key may have.
  private static let keyByteLimit = 2_000
}
