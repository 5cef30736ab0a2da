import Publishing
import ReportDocuments

/// What an audit found, as the XML that systems of continuous integration show as test results.
///
/// A test suite for the site and for each epoch, and in it a test case for each check. An error is a failure, and
/// a check with notes alone is skipped. No time is told, so that the same site gives the same bytes.
///
/// - Source: junit-10.xsd of the Jenkins xUnit plugin.
struct JUnitReport {
  /// How many findings a test case names.
  private static let findingLimit = 100

  private let suites: [Suite]

  /// Sorts an audit's findings into test cases.
  ///
  /// - Parameters:
  ///   - audit: The audit.
  ///   - withBooks: Whether books were compared.
  init(of audit: SiteAudit, withBooks: Bool) {
    var findings: [PublicationName?: [AuditFinding]] = [:]
    for finding in audit.findings {
      findings[SiteLayout.publication(of: finding.path), default: []].append(finding)
    }
    let names = Set(audit.computed)
      .union(findings.keys.compactMap { $0 })
    let books: Set<AuditCheck> = withBooks ? [.books] : []
    suites =
      [Suite("site", findings[nil] ?? [], checks: [.files, .documents, .log, .views])]
      + names.sorted().map { name in
        Suite(
          "epoch \(name)",
          findings[name] ?? [],
          checks: books.union([.files, .documents, .figures, .signatures, .chain, .log, .views])
        )
      }
  }

  /// The document's bytes.
  var bytes: [UInt8] {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    let counts = suites.map(\.counts).reduce(Counts(), +)
    lines.append("<testsuites name=\"revshare audit\"\(counts.attributes(withSkipped: false))>")
    for suite in suites { lines += suite.lines }
    lines.append("</testsuites>\n")
    return [UInt8](lines.joined(separator: "\n").utf8)
  }

  /// The numbers of test cases.
  private struct Counts {
    var tests = 0
    var failures = 0
    var skipped = 0

    static func + (left: Counts, right: Counts) -> Counts {
      Counts(
        tests: left.tests + right.tests,
        failures: left.failures + right.failures,
        skipped: left.skipped + right.skipped
      )
    }

    /// The whole has no number of skipped cases in the schema.
    func attributes(withSkipped: Bool) -> String {
      " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\""
        + (withSkipped ? " skipped=\"\(skipped)\"" : "")
    }
  }

  private struct Suite {
    let name: String
    let cases: [(check: AuditCheck, findings: [AuditFinding])]

    init(_ name: String, _ findings: [AuditFinding], checks: Set<AuditCheck>) {
      self.name = name
      let grouped = Dictionary(grouping: findings, by: \.code.check)
      self.cases = AuditCheck.allCases.filter { checks.contains($0) || grouped[$0] != nil }
        .map { ($0, grouped[$0] ?? []) }
    }

    var counts: Counts {
      let failures = cases.filter { $0.findings.contains { $0.severity == .error } }.count
      let marked = cases.filter { !$0.findings.isEmpty }.count
      return Counts(tests: cases.count, failures: failures, skipped: marked - failures)
    }

    var lines: [String] {
      let attributes = "name=\"\(name)\"\(counts.attributes(withSkipped: true))"
      var lines = ["  <testsuite \(attributes)>"]
      for (check, findings) in cases {
        let className = "revshare.audit.\(name.replacing(" ", with: "-").replacing(".", with: "-"))"
        let start =
          "    <testcase classname=\"\(className)\" name=\"\(check.rawValue): \(check.statement)\""
        guard let first = findings.first(where: { $0.severity == .error }) ?? findings.first else {
          lines.append(start + "/>")
          continue
        }
        let message = XMLText.of(first.message)
        let text = JUnitReport.text(of: findings)
        lines.append(start + ">")
        lines.append(
          first.severity == .error
            ? "      <failure type=\"\(first.code.rawValue)\" message=\"\(message)\">\(text)</failure>"
            : "      <skipped type=\"\(first.code.rawValue)\" message=\"\(message)\">\(text)</skipped>"
        )
        lines.append("    </testcase>")
      }
      return lines + ["  </testsuite>"]
    }
  }

  private static func text(of findings: [AuditFinding]) -> String {
    var lines = findings.prefix(findingLimit).map { XMLText.of($0.description) }
    let more = findings.count - lines.count
    if more > 0 { lines.append("and \(more) more, which --json lists") }
    return lines.joined(separator: "\n")
  }
}
