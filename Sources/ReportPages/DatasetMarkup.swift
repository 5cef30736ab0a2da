import Distribution
import FileStore
import ReportDocuments
import StrictJSON

/// What a search engine reads of an epoch: a schema.org `Dataset` as JSON-LD, for a data block of the page.
///
/// A data block is not run, so that the policy for scripts does not touch it; but a browser ends it at `</script`,
/// and enters another state at `<!--`. Neither can stand in it: every `<` is escaped as JSON does.
///
/// - Source: schema.org, Dataset; HTML, "Restrictions for contents of script elements".
struct DatasetMarkup: Sendable, CustomStringConvertible {
  /// The block's content.
  let description: String

  init(_ epoch: ReportedEpoch, title: String, on site: SiteDescription) {
    let report = epoch.report
    let page = address(of: SiteLayout.epochPage(report.epoch.number), on: site)
    let notice = site.notice.map { " " + $0 } ?? ""
    let words = "Revenue by stream, the decision in force, and what each holder is owed."
    var publisher: [JSONValue.Member] = [
      .init("@type", .string("Organization")), .init("name", .string(site.publisher)),
    ]
    if let website = site.website.flatMap(safeLink) {
      publisher.append(.init("url", .string(website)))
    }
    let dataset = JSONValue.object([
      .init("@context", .string("https://schema.org")),
      .init("@type", .string("Dataset")),
      .init("name", .string(title)),
      .init("description", .string("\(words) \(site.description)\(notice)")),
      .init("url", .string(page)),
      .init("identifier", .string("sha256:\(epoch.evidence)")),
      .init("temporalCoverage", .string("\(report.epoch.start)/\(report.epoch.end)")),
      .init("isAccessibleForFree", .bool(true)),
      .init("creator", .object(publisher)),
      .init(
        "includedInDataCatalog",
        .object([
          .init("@type", .string("DataCatalog")),
          .init("name", .string(site.title)),
          .init("url", .string(address(of: SiteLayout.homePage, on: site))),
        ])
      ),
      .init("distribution", .array(DownloadRow.all(of: report).map { Self.download($0, page) })),
    ])
    self.description = Self.escaped(dataset.canonicalBytes)
  }

  private static func download(_ row: DownloadRow, _ page: String) -> JSONValue {
    .object([
      .init("@type", .string("DataDownload")),
      .init("name", .string(row.description)),
      .init(
        "encodingFormat",
        .string(row.href.hasSuffix(".csv") ? "text/csv" : "application/json")
      ),
      .init("contentUrl", .string(page + row.href)),
    ])
  }

  /// JSON has `<`, `>` and `&` in texts alone, where they may be written as numbers.
  private static func escaped(_ json: [UInt8]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.count)
    for byte in json {
      switch byte {
      case UInt8(ascii: "<"): bytes += "\\u003c".utf8
      case UInt8(ascii: ">"): bytes += "\\u003e".utf8
      case UInt8(ascii: "&"): bytes += "\\u0026".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
