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
      let table = { (name: PublicationName) in
        SiteLayout.folder(of: name).appending(value.table.path)
      }
      if let problem = result.problem {
        let file = table(PublicationName(epoch: value.epoch))
        problems.append("\(file): \(value.column) \(value.commitment): \(problem)")
        continue
      }
      remarks += result.places.map { place in
        "\(table(place.publication)):\(place.line): \(value.column) is \"\(value.value)\""
      }
    }
    summary += ", each as the site's inputs have it"
  }
}
