import FileStore
import ReportDocuments
public import TransparencyLog

extension SiteAudit {
  /// Reads the log, whose order is that in which publications are audited.
  ///
  /// - Returns: Whether it reads; a finding says why it does not.
  mutating func readLog(of manifest: Manifest?, in store: some FileStore) -> Bool {
    guard let manifest, ending == nil else { return false }
    do {
      log = try SiteLog(of: manifest, from: store)
      return true
    } catch {
      add(error)
      return false
    }
  }

  /// Checks that the log holds what is published, and that its files are those that its entries give.
  mutating func auditLog(
    unlogged: [PublicationName],
    named: [Manifest.File],
    in store: some FileStore
  ) {
    for name in unlogged {
      add(
        AuditFinding(
          .wrongStatement,
          SiteLayout.folder(of: name).appending(SiteLayout.EpochFiles.statement),
          "the log does not hold this publication"
        )
      )
    }
    guard !log.isEmpty, ending == nil else { return }
    auditOrder()
    for statement in log.statements { auditStatement(statement, in: store) }
    auditTiles(in: store)
    auditSignatures(named: Set(named.map(\.path)), in: store)
    if log.lacksHead {
      let fact = "the log has a key or a proof, but no signed head"
      add(AuditFinding(.wrongCheckpoint, SiteLayout.checkpoint, fact))
      return
    }
    guard let note = log.checkpoint, let verifier = log.verifier else {
      let fact = "nobody has signed the log: its publisher can replace all of it unseen"
      add(AuditFinding(.unsignedLog, SiteLayout.log, fact))
      return
    }
    auditHead(note, verifier)
    auditProofs(named: Set(named.map(\.path)), verifier, in: store)
    auditProvenance(named: Set(named.map(\.path)), verifier, in: store)
  }

  /// Epochs follow each other without a gap, and corrections what they correct.
  private mutating func auditOrder() {
    var seen: Set<PublicationName> = []
    for (index, statement) in log.statements.enumerated() {
      let name = statement.publication
      let before =
        name.corrected ?? (seen.contains { !$0.isCorrection } ? name.predecessor : nil)
      if !seen.insert(name).inserted || before.map({ !seen.contains($0) }) ?? false {
        add(
          AuditFinding(
            .wrongOrder,
            SiteLayout.log,
            place: "entry \(index)",
            "publication \(name) cannot stand here",
            expected: before.map { "after \($0), once" } ?? "once"
          )
        )
      }
    }
  }

  private mutating func auditStatement(_ statement: EpochStatement, in store: some FileStore) {
    let name = statement.publication
    let path = SiteLayout.folder(of: name).appending(SiteLayout.EpochFiles.statement)
    // What could not be computed again was found where it was tried.
    let expected = history.publication(name)?.statement(
      entryOf: { log.entry(of: $0) },
      program: statement.program
    )
    if let expected {
      for difference in FigureComparison(path, expected: expected.bytes, found: statement.bytes)
        .differences
      {
        add(
          AuditFinding(
            .wrongStatement,
            path,
            place: difference.place,
            "the log's entry is not what the evidence gives",
            expected: difference.expected,
            found: difference.found
          )
        )
      }
    }
    let wrong = AuditFinding(.wrongStatement, path, "not the entry that the log holds")
    let found = read(path, byteLimit: EpochStatement.byteLimit, in: store) { _ in wrong }
    if let found, found != statement.bytes { add(wrong) }
  }

  /// Whether a file is one of the log's: its head, its key, a tile, or what stands beside a statement.
  func isOfLog(_ path: RelativePath) -> Bool {
    if let text = SiteLayout.tilePath(of: path) { return LogTilePath(text: text) != nil }
    if [SiteLayout.checkpoint, SiteLayout.verifierKey].contains(path) { return true }
    let files = SiteLayout.EpochFiles.self
    return log.statements.contains { statement in
      let folder = SiteLayout.folder(of: statement.publication)
      return [files.logProof, files.provenance, files.signatures].contains {
        folder.appending($0) == path
      }
    }
  }

  /// Says of a file of the log that is there that the site's manifest should name it, once.
  ///
  /// The log is read as the manifest names its files, so that a manifest made again would lack it too.
  mutating func addUnnamed(_ path: RelativePath) {
    // A manifest that does not read names nothing, which is said already.
    guard !findings.contains(where: { $0.path == SiteLayout.manifest && $0.code != .wrongView })
    else { return }
    let fact = "does not name a file of the log that is there"
    let finding = AuditFinding(
      .wrongView,
      SiteLayout.manifest,
      place: "files",
      fact,
      expected: "\(path)"
    )
    if !findings.contains(finding) { add(finding) }
  }

  private mutating func auditTiles(in store: some FileStore) {
    for document in log.documents where SiteLayout.tilePath(of: document.path) != nil {
      let wrong = AuditFinding(.wrongTile, document.path, "not what the log's entries give")
      let found = read(document.path, byteLimit: document.bytes.count, in: store) { _ in wrong }
      if let found, found != document.bytes { add(wrong) }
    }
  }

  private mutating func auditHead(_ note: SignedNote, _ verifier: NoteVerifier) {
    do {
      let head = try LogCheckpoint(of: note, signedBy: verifier)
      let expected = log.head(of: verifier.name)
      guard head != expected else { return }
      add(
        AuditFinding(
          .wrongCheckpoint,
          SiteLayout.checkpoint,
          "not the head of this log",
          expected: "\(expected.size) entries, root \(expected.root.base64)",
          found: "\(head.size) entries, root \(head.root.base64)"
        )
      )
    } catch {
      add(AuditFinding(.wrongCheckpoint, SiteLayout.checkpoint, "\(error)"))
    }
  }

  private mutating func auditProofs(
    named: Set<RelativePath>,
    _ verifier: NoteVerifier,
    in store: some FileStore
  ) {
    var heads: [LogCheckpoint] = []
    for (index, statement) in log.statements.enumerated() {
      let path = SiteLayout.folder(of: statement.publication)
        .appending(SiteLayout.EpochFiles.logProof)
      let bytes = read(path, byteLimit: LogProof.byteLimit, in: store) { _ in
        AuditFinding(.wrongProof, path, "larger than a proof can be")
      }
      guard let bytes else { continue }
      if !named.contains(path) { addUnnamed(path) }
      do {
        let proof = try LogProof(bytes: bytes)
        let head = try proof.verify(entry: statement.bytes, log: verifier)
        if proof.index != index {
          let (expected, found) = ("entry \(index)", "entry \(proof.index)")
          let fact = "of another place in the log"
          add(AuditFinding(.wrongProof, path, fact, expected: expected, found: found))
        }
        auditEarlier(head, path)
        heads.append(head)
      } catch {
        add(AuditFinding(.wrongProof, path, "\(error)"))
      }
    }
    auditTiles(of: heads)
  }

  /// Checks that whoever knows an earlier head still finds its tiles, or the whole tiles since.
  private mutating func auditTiles(of heads: [LogCheckpoint]) {
    let present = Set(log.documents.map(\.path))
    let sizes = heads.map(\.size).filter { $0 <= log.tree.size }
    for tile in LogTiles.paths(publishedSizes: sizes + [log.tree.size]) {
      let path = SiteLayout.tile("\(tile)")
      guard !present.contains(path) else { continue }
      let fact = "the site's manifest does not name this tile of an earlier head"
      add(AuditFinding(.missingFile, path, fact))
    }
  }

  /// Checks that the log had a head that was signed once.
  private mutating func auditEarlier(_ head: LogCheckpoint, _ path: RelativePath) {
    let root = log.tree.root(ofSize: head.size)
    guard root != head.root else { return }
    add(
      AuditFinding(
        .rewrittenHistory,
        path,
        "a head was signed that this log never had",
        expected: root.map { "root \($0.base64) of \(head.size) entries" }
          ?? "at most \(log.tree.size) entries",
        found: "root \(head.root.base64) of \(head.size) entries"
      )
    )
  }

  /// Checks that everything since a head that was kept is still there.
  ///
  /// - Parameters:
  ///   - note: The head, as it was published once.
  ///   - key: The log's key, from elsewhere; `nil` for the key that the site names.
  /// - Returns: The head that the log has now, where the two together prove that the key has signed two histories; else
  ///   `nil`.
  public mutating func checkHistory(since note: SignedNote, key: NoteVerifier?) -> SignedNote? {
    guard let verifier = key ?? log.verifier else {
      add(AuditFinding(.wrongCheckpoint, SiteLayout.verifierKey, "the log has no key to check by"))
      return nil
    }
    do {
      let before = findings.count
      auditEarlier(try LogCheckpoint(of: note, signedBy: verifier), SiteLayout.checkpoint)
      guard findings.count > before, let found = log.checkpoint,
        (try? LogCheckpoint(of: found, signedBy: verifier)) != nil
      else { return nil }
      return found
    } catch {
      add(AuditFinding(.wrongCheckpoint, SiteLayout.checkpoint, "the kept head: \(error)"))
      return nil
    }
  }

  /// Checks that enough witnesses have signed the log's head.
  ///
  /// - Parameters:
  ///   - policy: The witnesses, and how many of them must have signed.
  ///   - key: The log's key, from elsewhere; `nil` for the key that the site names, where the policy names none.
  public mutating func checkWitnesses(_ policy: WitnessPolicy, key: NoteVerifier?) {
    var policy = policy
    if let verifier = key ?? (policy.logs.isEmpty ? log.verifier : nil) {
      policy = policy.adding(log: verifier)
    }
    guard let note = log.checkpoint, !policy.logs.isEmpty else {
      let fact = "the log is not signed, so no witness can have signed it"
      return add(AuditFinding(.missingWitnesses, SiteLayout.checkpoint, fact))
    }
    do throws(LogCheckpointError) {
      _ = try policy.checkpoint(of: note)
    } catch {
      let isQuorumMissing = if case .noQuorum = error { true } else { false }
      add(
        AuditFinding(
          isQuorumMissing ? .missingWitnesses : .wrongCheckpoint,
          SiteLayout.checkpoint,
          "\(error)"
        )
      )
    }
  }

  /// Checks that the log is signed by a key that is known from elsewhere.
  ///
  /// - Parameter key: The key.
  public mutating func checkKey(_ key: NoteVerifier) {
    guard log.verifier != key else { return }
    add(
      AuditFinding(
        .wrongCheckpoint,
        SiteLayout.verifierKey,
        "the log has another key",
        expected: key.text,
        found: log.verifier?.text
      )
    )
  }
}
