import FileStore
import LocalFileStore
import Publishing
import ReportDocuments

extension VerifiedPart {
  /// Compares disclosed values with the site that they are of.
  init(_ document: DisclosureDocument, in site: LocalFileStore?) throws(EvidenceError) {
    let count = document.values.count
    self.init("\(count) private value\(count == 1 ? "" : "s")")
    guard let site else {
      problems = ["values of a site's private columns; name the site's folder with --site"]
      return
    }
    let check = try DisclosureCheck(of: document, against: site)
    for result in check.results {
      let value = result.value
      let file = SiteLayout.epoch(value.epoch).appending(value.table.path)
      if let problem = result.problem {
        problems.append("\(file): \(value.column) \(value.commitment): \(problem)")
      } else if let line = result.line {
        remarks.append("\(file):\(line): \(value.column) is \"\(value.value)\"")
      }
    }
    summary += ", each as the site's inputs have it"
  }
}
