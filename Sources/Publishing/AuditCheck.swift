/// What an audit checks, of the site or of each epoch.
public enum AuditCheck: String, Sendable, Hashable, CaseIterable {
  /// Every file is there, is the one that a manifest names, and can be read.
  case files
  /// Every document reads as its format says.
  case documents
  /// Every figure is what the inputs give.
  case figures
  /// Every redirection is signed by its holder, and every statement by the accounts that stand by it.
  case signatures
  /// Every epoch follows from the one before.
  case chain
  /// The log holds every publication, is whole, and is signed.
  case log
  /// Every view is what the evidence gives.
  case views
  /// The publisher's books say what is published.
  case books

  /// What holds where the check passes, as a sentence without its end.
  public var statement: String {
    switch self {
    case .files: "every file is there and is the one that a manifest names"
    case .documents: "every document reads as its format says"
    case .figures: "every figure is what the published inputs give"
    case .signatures:
      "every redirection is signed by its holder, and every statement by the accounts that stand by it"
    case .chain: "every epoch follows from the one before"
    case .log: "the log holds every publication, is whole, and is signed"
    case .views: "every page and feed is what the evidence gives"
    case .books: "the books say what is published"
    }
  }
}

extension AuditFinding.Code {
  /// The check that finds it.
  public var check: AuditCheck {
    switch self {
    case .missingFile, .changedFile, .unexpectedFile, .unreadableFile, .unlistedFolder, .notListed,
      .incomplete:
      .files
    case .malformedDocument: .documents
    case .inconsistentInputs, .notComputed, .notAudited, .givenWeights, .wrongWeight, .wrongFigure:
      .figures
    case .wrongSignature: .signatures
    case .brokenChain, .pendingCorrection: .chain
    case .wrongStatement, .wrongOrder, .wrongTile, .wrongCheckpoint, .wrongProof, .rewrittenHistory,
      .unsignedLog, .missingWitnesses, .wrongProvenance, .noProvenance:
      .log
    case .wrongView, .notRendered: .views
    case .otherBooks, .notPublished: .books
    }
  }

  /// Whether it is an error: a claim of the site is not true, or could not be checked though it should; else
  /// it is a note, of what cannot be checked in this way.
  public var severity: AuditFinding.Severity {
    switch self {
    case .notListed, .notComputed, .notAudited, .givenWeights, .notRendered, .notPublished,
      .unsignedLog,
      .pendingCorrection, .noProvenance:
      .note
    case .missingFile, .changedFile, .unexpectedFile, .unreadableFile, .unlistedFolder,
      .incomplete, .malformedDocument, .inconsistentInputs, .wrongWeight, .wrongFigure,
      .wrongSignature,
      .brokenChain, .wrongStatement, .wrongOrder, .wrongTile, .wrongCheckpoint, .wrongProof,
      .wrongProvenance, .missingWitnesses, .rewrittenHistory, .wrongView, .otherBooks:
      .error
    }
  }
}
