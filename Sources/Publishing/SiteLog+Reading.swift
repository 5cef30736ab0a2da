import FileStore
import ReportDocuments
import TransparencyLog

extension SiteLog {
  /// Reads the log of a site.
  ///
  /// - Parameters:
  ///   - manifest: The site's manifest, which names the log's files.
  ///   - store: The site.
  /// - Throws: ``EvidenceError``, with the file.
  init(of manifest: Manifest, from store: some FileStore) throws(EvidenceError) {
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
    var proofs: [PublicationName: [UInt8]] = [:]
    for statement in statements {
      let path = SiteLayout.folder(of: statement.publication)
        .appending(SiteLayout.EpochFiles.logProof)
      guard names.contains(path), let bytes = try? store.read(path, byteLimit: LogProof.byteLimit)
      else { continue }
      proofs[statement.publication] = bytes
    }
    let isSigned = names.contains(SiteLayout.checkpoint)
    restore(
      checkpoint: isSigned ? try Self.checkpoint(from: store) : nil,
      verifier: isSigned || names.contains(SiteLayout.verifierKey)
        ? try Self.verifier(from: store) : nil,
      proofs: proofs,
      tiles: tiles
    )
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
      do {
        let bytes = try store.read(file, byteLimit: Self.bundleByteLimit)
        let bundle = try LogEntryBundle(bytes: bytes)
        guard bundle.entries.count == path.width else {
          throw EvidenceError(path: file, fact: "holds \(bundle.entries.count) entries")
        }
        entries += bundle.entries
      } catch let error as EvidenceError {
        throw error
      } catch {
        throw EvidenceError(path: file, fact: "\(error)")
      }
    }
    return entries
  }

  /// How many bytes a tile may have: as many as whole entries.
  static let bundleByteLimit = LogTilePath.fullWidth * (LogEntryBundle.entryByteLimit + 2)

  static func checkpoint(from store: some FileStore) throws(EvidenceError) -> SignedNote {
    do {
      return try SignedNote(
        bytes: store.read(SiteLayout.checkpoint, byteLimit: SignedNote.byteLimit)
      )
    } catch {
      throw EvidenceError(path: SiteLayout.checkpoint, fact: "\(error)")
    }
  }

  static func verifier(from store: some FileStore) throws(EvidenceError) -> NoteVerifier {
    do {
      let bytes = try store.read(SiteLayout.verifierKey, byteLimit: 2_000)
      guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0A else {
        throw EvidenceError(path: SiteLayout.verifierKey, fact: "not a line of text")
      }
      return try NoteVerifier(text: String(text.dropLast()))
    } catch let error as EvidenceError {
      throw error
    } catch {
      throw EvidenceError(path: SiteLayout.verifierKey, fact: "\(error)")
    }
  }
}
