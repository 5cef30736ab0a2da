import ArgumentParser
import FileStore
import LocalFileStore
import Publishing
import StrictJSON

struct AuditCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Recompute a published folder from its own inputs and list what does not agree.",
    discussion: "Findings are the result, one a line; exit status 1 when there is any error."
  )

  @Argument(help: "The folder of the site.")
  var site = "site"

  @OptionGroup var templates: TemplatesOption

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @Flag(help: "Print no progress.")
  var quiet = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let store = LocalFileStore(root: context.path(site))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    let templates = try templates.read(in: context)
    let audit: SiteAudit
    do {
      audit = try SiteAudit(of: store, templates: templates) { number in
        if !quiet { context.printError("auditing epoch \(number)") }
      }
    } catch {
      throw CommandFailure(error)
    }
    if json {
      context.print(Self.document(audit).canonicalBytes)
    } else {
      for finding in audit.findings { context.print(finding.description) }
      context.print(Self.summary(audit))
    }
    if !audit.agrees { throw CommandFailure(.differences) }
  }

  private static func summary(_ audit: SiteAudit) -> String {
    let counts =
      "\(audit.history.epochs.count) epochs computed again, \(audit.figureCount) figures and "
      + "\(audit.fileCount) files compared"
    let errors = audit.findings.filter { $0.severity == .error }.count
    return audit.agrees
      ? "Everything agrees: \(counts)."
      : "\(errors) finding\(errors == 1 ? "" : "s"): \(counts)."
  }

  private static func document(_ audit: SiteAudit) -> JSONValue {
    .object([
      .init("agrees", .bool(audit.agrees)),
      .init("epochCount", .integer(audit.history.epochs.count)),
      .init("figureCount", .integer(audit.figureCount)),
      .init("fileCount", .integer(audit.fileCount)),
      .init(
        "findings",
        .array(
          audit.findings.map { finding in
            .object([
              .init("severity", .string(finding.severity.rawValue)),
              .init("code", .string(finding.code.rawValue)),
              .init("path", .string(finding.path.description)),
              .init("place", .string(finding.place)),
              .init("message", .string(finding.message)),
              .init("expected", .optional(finding.expected)),
              .init("found", .optional(finding.found)),
            ])
          }
        )
      ),
    ])
  }
}
