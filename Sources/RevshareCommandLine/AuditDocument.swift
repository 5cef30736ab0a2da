import FileStore
import Publishing
import ReportDocuments
import StrictJSON

/// What an audit found, for machines.
///
/// - Source: docs/schemas/revshare-audit-v1.schema.json.
enum AuditDocument {
  /// What stands under the key `format`.
  static let format = "revshare-audit-v1"

  /// The document's bytes.
  ///
  /// - Parameter audit: The audit.
  /// - Returns: The bytes, the same for the same site.
  static func bytes(of audit: SiteAudit) -> [UInt8] {
    JSONValue.object([
      .init("format", .string(format)),
      .init("agrees", .bool(audit.agrees)),
      .init("complete", .bool(audit.interruption == nil)),
      .init("epochCount", .integer(audit.computed.count { !$0.isCorrection })),
      .init("figureCount", .integer(audit.figureCount)),
      .init("fileCount", .integer(audit.fileCount)),
      .init("findings", .array(audit.findings.map(value))),
    ]).canonicalBytes
  }

  private static func value(of finding: AuditFinding) -> JSONValue {
    .object([
      .init("severity", .string(finding.severity.rawValue)),
      .init("code", .string(finding.code.rawValue)),
      .init("check", .string(finding.code.check.rawValue)),
      .init("path", .string(finding.path.description)),
      .init("place", .string(finding.place)),
      .init("message", .string(finding.message)),
      .init("expected", .optional(finding.expected)),
      .init("found", .optional(finding.found)),
    ])
  }
}
