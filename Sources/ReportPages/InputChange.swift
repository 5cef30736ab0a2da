import Distribution
import DocumentSchemas
import FileStore
import ReportDocuments
import StrictJSON

/// The rows of a table of inputs that a correction adds or takes out.
struct InputChange: Sendable {
  /// A row of the table.
  struct Row: Sendable {
    let change: String
    let cells: [String]
  }

  let id: String
  let title: String
  /// The table, relative to the page.
  let path: String
  let columns: [String]
  let rows: [Row]
  let hasMore: Bool
  /// How many rows are not listed.
  let more: String

  init(_ table: CorrectionDocument.Table, under ruleset: Ruleset) {
    let kind = PublishedTable(at: table.path)
    let columns = kind.map { Self.columns(of: $0, under: ruleset) } ?? []
    func rows(_ lines: [String], _ change: String) -> [Row] {
      lines.map { line in
        Row(change: change, cells: CorrectionDocument.Table.fields(of: line, columns: columns))
      }
    }
    self.id = kind?.rawValue ?? "table"
    self.title = kind?.title ?? table.path.description
    self.path = table.path.description
    self.columns = columns.map(words(of:))
    self.rows = rows(table.removed, "taken out") + rows(table.added, "added")
    let count = table.removedCount + table.addedCount - self.rows.count
    self.hasMore = count > 0
    self.more = counted(count, "row", "rows")
  }

  /// The names of a table's columns, as its schema lists them.
  private static func columns(of table: PublishedTable, under ruleset: Ruleset) -> [String] {
    let path = table.schema(under: ruleset)
    let schema = DocumentSchema.all.first { $0.path == path }
    return FieldRow.all(of: schema.flatMap { try? JSONValue(parsing: $0.bytes) } ?? .null)
      .map(\.name)
  }
}
