import FileStore
public import ReportDocuments
import Signing
public import TransparencyLog

/// The transparency log of a site: a statement for every publication, in the order in which they were made.
///
/// - Source: docs/specification.md, section 13.
public struct SiteLog: Sendable {
  /// The statements, in the order of the log.
  public let statements: [EpochStatement]
  /// The log's signed head; `nil` where the log has grown since, or is not signed.
  public private(set) var checkpoint: SignedNote?
  /// The key that verifies the head; `nil` where the log is not signed.
  public private(set) var verifier: NoteVerifier?
  /// The proofs that were published, which stay what they were.
  private var proofs: [PublicationName: [UInt8]] = [:]
  /// The signed provenance that was published, which stays what it was.
  private var provenance: [PublicationName: [UInt8]] = [:]
  /// The accounts that stand by publications, as the books name them.
  private var signatures: [PublicationName: [UInt8]] = [:]
  /// The tiles of earlier heads, which stay until the whole tile is there.
  private var earlierTiles: Set<LogTilePath> = []
  /// `nil` for a log without entries.
  private let tiles: LogTiles?

  /// A log without entries.
  public init() {
    self.init(statements: [], tiles: nil)
  }

  init(statements: [EpochStatement], tiles: LogTiles?) {
    self.statements = statements
    self.tiles = tiles
  }

  /// Whether nothing is in it.
  public var isEmpty: Bool { statements.isEmpty }

  /// Whether there is a key or a proof, but no signed head that they belong to.
  var lacksHead: Bool { checkpoint == nil && (verifier != nil || !proofs.isEmpty) }

  /// The tree over the statements.
  public var tree: LogTree { tiles?.tree ?? LogTree() }

  /// Whether a head is signed.
  public var isSigned: Bool { checkpoint != nil }

  /// Where a publication stands.
  ///
  /// - Parameter name: What names it.
  /// - Returns: Its place, from 0; `nil` where the log does not hold it.
  public func entry(of name: PublicationName) -> Int? {
    statements.firstIndex { $0.publication == name }
  }

  /// Whether the log tells of this very manifest, or is empty and tells of none.
  func tells(of manifest: Manifest, of name: PublicationName) -> Bool {
    guard !isEmpty else { return true }
    let digest = Manifest.File(SiteLayout.EpochFiles.manifest, manifest.bytes).digest
    return statements.contains { $0.publication == name && $0.manifest == digest }
  }

  /// The log with more entries; its head is to be signed.
  ///
  /// - Parameter more: The statements to add.
  /// - Returns: The log.
  /// - Throws: ``PublicationError/log(_:)`` when a statement is too large, such as by a long reason.
  public func appending(_ more: [EpochStatement]) throws(PublicationError) -> SiteLog {
    guard !more.isEmpty else { return self }
    let all = statements + more
    do {
      var log = SiteLog(statements: all, tiles: try LogTiles(entries: all.map(\.bytes)))
      log.verifier = verifier
      log.proofs = proofs
      log.provenance = provenance
      log.signatures = signatures
      log.earlierTiles = earlierTiles
      return log
    } catch {
      throw .log("a statement cannot be an entry of the log: \(error)")
    }
  }

  /// The log with a statement for all that is published.
  ///
  /// - Parameter history: What is published; it begins with what the log holds.
  /// - Returns: The log.
  /// - Throws: ``PublicationError/log(_:)``.
  public func extended(to history: SiteHistory) throws(PublicationError) -> SiteLog {
    try appending(
      history.publications.dropFirst(statements.count).compactMap { publication in
        publication.statement(entryOf: { history.entry(of: $0) })
      }
    )
  }

  /// Refuses to go on from another history than the one that was signed last.
  ///
  /// - Parameters:
  ///   - kept: The head that was signed last, as it was kept outside of the site.
  ///   - verifier: The log's key.
  /// - Throws: ``PublicationError/log(_:)`` when the log does not begin with what the head stands for.
  public func checkContinuation(
    of kept: SignedNote,
    _ verifier: NoteVerifier
  ) throws(PublicationError) {
    let head: LogCheckpoint
    do {
      head = try LogCheckpoint(of: kept, signedBy: verifier)
    } catch {
      throw .log("the kept checkpoint: \(error)")
    }
    guard tree.root(ofSize: head.size) == head.root else {
      let fact =
        tree.size < head.size
        ? "the log was signed with \(head.size) entries, and would have \(tree.size) now"
        : "the first \(head.size) entries of the log are not those that were signed"
      throw .log(
        "\(fact): nothing that contradicts it is signed; publish over the site as it was published last, "
          + "from the same books"
      )
    }
  }

  /// What is to be signed.
  ///
  /// - Parameter origin: The name of the log's key.
  /// - Returns: The head: the number of entries and the root over them; there is at least one.
  public func head(of origin: NoteName) -> LogCheckpoint {
    LogCheckpoint(origin: origin, size: tree.size, root: tree.root)
  }

  /// The log under a signed head.
  ///
  /// - Parameters:
  ///   - note: The head with its signatures.
  ///   - verifier: The key that has signed.
  /// - Returns: The log.
  /// - Throws: ``PublicationError/log(_:)`` when the key has not signed this head.
  public func signed(
    by note: SignedNote,
    _ verifier: NoteVerifier
  ) throws(PublicationError) -> SiteLog {
    do {
      let signed = try LogCheckpoint(of: note, signedBy: verifier)
      guard signed == head(of: verifier.name) else {
        throw PublicationError.log("the signature is of another head than that of the log")
      }
    } catch let error as LogCheckpointError {
      throw .log("the log's head: \(error)")
    } catch let error as PublicationError {
      throw error
    } catch {
      throw .log("the log's head: \(error)")
    }
    var log = self
    log.checkpoint = note
    log.verifier = verifier
    for (index, statement) in statements.enumerated() where proofs[statement.publication] == nil {
      guard let hashes = tree.inclusionProof(of: index, size: tree.size) else { continue }
      log.proofs[statement.publication] =
        LogProof(index: index, hashes: hashes, checkpoint: note).bytes
    }
    return log
  }

  /// A publication's proof, as it was published.
  func proof(of name: PublicationName) -> [UInt8]? { proofs[name] }

  /// Takes a publication's proof.
  mutating func keep(proof: [UInt8], of name: PublicationName) { proofs[name] = proof }

  /// Takes more signatures of the head.
  mutating func keep(checkpoint note: SignedNote) { checkpoint = note }

  /// Whether a publication's provenance is signed.
  func hasProvenance(of name: PublicationName) -> Bool { provenance[name] != nil }

  /// Takes a publication's signed provenance.
  mutating func keep(provenance document: [UInt8], of name: PublicationName) {
    provenance[name] = document
  }

  /// Takes the accounts that stand by publications.
  mutating func keep(signatures documents: [PublicationName: [UInt8]]) { signatures = documents }

  /// The files of the log: tiles, head and key, and the statement of each publication with all that is signed of it.
  var documents: [ViewDocument] {
    var documents: [ViewDocument] = []
    let paths = Set(LogTiles.paths(size: tree.size))
    let kept = earlierTiles.filter { !paths.contains($0.full) }
    for path in paths.union(kept).sorted() {
      guard let bytes = tiles?.bytes(of: path) else { continue }
      documents.append(ViewDocument(path: SiteLayout.tile("\(path)"), bytes: bytes))
    }
    if let checkpoint, let verifier {
      documents.append(ViewDocument(path: SiteLayout.checkpoint, bytes: checkpoint.bytes))
      documents.append(
        ViewDocument(path: SiteLayout.verifierKey, bytes: Array("\(verifier.text)\n".utf8))
      )
    }
    for statement in statements {
      let folder = SiteLayout.folder(of: statement.publication)
      documents.append(
        ViewDocument(
          path: folder.appending(SiteLayout.EpochFiles.statement),
          bytes: statement.bytes
        )
      )
      for (name, bytes) in [
        (SiteLayout.EpochFiles.logProof, proofs[statement.publication]),
        (SiteLayout.EpochFiles.provenance, provenance[statement.publication]),
        (SiteLayout.EpochFiles.signatures, signatures[statement.publication]),
      ] {
        guard let bytes else { continue }
        documents.append(ViewDocument(path: folder.appending(name), bytes: bytes))
      }
    }
    return documents
  }

  /// Takes over the head that a site has, and the tiles of earlier ones.
  mutating func restore(
    checkpoint: SignedNote?,
    verifier: NoteVerifier?,
    tiles: Set<LogTilePath>
  ) {
    self.checkpoint = checkpoint
    self.verifier = verifier
    self.earlierTiles = tiles.filter { !$0.isFull }
  }

  /// Takes over what a site holds of the log beside its publications.
  mutating func restore(
    proofs: [PublicationName: [UInt8]],
    provenance: [PublicationName: [UInt8]],
    signatures: [PublicationName: [UInt8]]
  ) {
    self.proofs = proofs
    self.provenance = provenance
    self.signatures = signatures
  }
}
