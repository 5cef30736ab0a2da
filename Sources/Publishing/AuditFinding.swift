public import FileStore

/// Something that an audit found not to agree.
public struct AuditFinding: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    /// A claim of the site is not true, or could not be checked although it should.
    case error
    /// Something cannot be checked in this way.
    case note
  }

  /// What kind of disagreement it is; the codes are documented in `docs/audit.md` and do not change.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A file that a manifest names is not there.
    case missingFile = "missing-file"
    /// A file is not the one that its manifest names.
    case changedFile = "changed-file"
    /// No manifest names this file.
    case unexpectedFile = "unexpected-file"
    /// A file is there, but cannot be read.
    case unreadableFile = "unreadable-file"
    /// A folder cannot be listed, or a name in it can be none of a publication.
    case unlistedFolder = "unlisted-folder"
    /// The site gives no list of its files, so that those which nobody names were not looked for.
    case notListed = "not-listed"
    /// The audit ended before its end.
    case incomplete = "incomplete"
    /// A document does not read.
    case malformedDocument = "malformed-document"
    /// An epoch's inputs cannot be computed.
    case inconsistentInputs = "inconsistent-inputs"
    /// An epoch was not computed again, so that its figures were checked by digest only.
    case notComputed = "not-recomputed"
    /// Only one epoch was to be audited, so that nothing of this was computed again.
    case notAudited = "not-audited"
    /// The weights of an epoch were given, and were taken as they stand.
    case givenWeights = "given-weights"
    /// A given weight is not what stake events add up to.
    case wrongWeight = "wrong-weight"
    /// A figure is not what the inputs give.
    case wrongFigure = "wrong-figure"
    /// A redirection is not signed by its holder, or a statement by an account that is to stand by it.
    case wrongSignature = "wrong-signature"
    /// An epoch does not follow from the one before.
    case brokenChain = "broken-chain"
    /// The log does not hold a publication, or holds another statement of it.
    case wrongStatement = "wrong-statement"
    /// A publication stands in the log where it cannot.
    case wrongOrder = "wrong-order"
    /// A tile of the log is not what its entries give.
    case wrongTile = "wrong-tile"
    /// The log's head, or its signature, does not hold.
    case wrongCheckpoint = "wrong-checkpoint"
    /// Fewer witnesses have signed the log's head than the auditor's policy asks for.
    case missingWitnesses = "missing-witnesses"
    /// The proof that the log holds a publication does not hold.
    case wrongProof = "wrong-proof"
    /// The signed provenance of a publication does not hold, or says something else than the evidence.
    case wrongProvenance = "wrong-provenance"
    /// Nobody has signed the provenance of a publication, though the log is signed.
    case noProvenance = "no-provenance"
    /// A head that was signed once is not one that the log had.
    case rewrittenHistory = "rewritten-history"
    /// Nobody has signed the log.
    case unsignedLog = "unsigned-log"
    /// A corrected epoch changes what a later one began with, which is not corrected yet.
    case pendingCorrection = "pending-correction"
    /// A view is not what the evidence gives.
    case wrongView = "wrong-view"
    /// Another version made the views, so they were checked by digest only.
    case notRendered = "not-re-rendered"
    /// The publisher's books say other things of an epoch than was published.
    case otherBooks = "other-books"
    /// The publisher's books close an epoch that is not published.
    case notPublished = "not-published"
  }

  /// What kind it is.
  public let code: Code
  /// The file.
  public let path: RelativePath
  /// Where in the file; may be empty.
  public let place: String
  /// The fact, in one line.
  public let message: String
  /// What should stand there.
  public let expected: String?
  /// What stands there.
  public let found: String?

  init(
    _ code: Code,
    _ path: RelativePath,
    place: String = "",
    _ message: String,
    expected: String? = nil,
    found: String? = nil
  ) {
    self.code = code
    self.path = path
    self.place = place
    self.message = message
    self.expected = expected
    self.found = found
  }
}

extension AuditFinding {
  /// How bad it is.
  public var severity: Severity { code.severity }
}

extension AuditFinding: CustomStringConvertible {
  /// The finding in one line.
  public var description: String {
    let place = place.isEmpty ? "" : ": \(place)"
    let values =
      switch (expected, found) {
      case (nil, nil): ""
      case (let expected, let found):
        ": expected \(expected ?? "nothing"), found \(found ?? "nothing")"
      }
    return "\(severity.rawValue) \(code.rawValue) \(path)\(place): \(message)\(values)"
  }
}
