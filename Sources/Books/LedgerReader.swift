import DelimitedText
import Distribution
import EVMTypes
import FileStore

/// A row of a ledger that was read, with its place.
struct Booked<Row> {
  let row: Row
  let mapping: LedgerMapping
  let line: Int

  var file: String { mapping.file.description }

  /// The same place with another row.
  func with(_ row: Row) -> Booked { Booked(row: row, mapping: mapping, line: line) }
}

/// Reads the rows of one ledger by its mapping, and logs what does not fit.
struct LedgerReader {
  let mapping: LedgerMapping
  let table: DelimitedTable
  let log: ProblemLog
  var file: String { mapping.file.description }

  /// Reads the file's rows; `nil` when the header cannot be read.
  init?(_ bytes: [UInt8], mapping: LedgerMapping, log: ProblemLog) {
    self.mapping = mapping
    self.log = log
    do {
      self.table = try DelimitedTable(parsing: bytes)
    } catch {
      let file = mapping.file.description
      log.add(BookProblem(file: file, line: error.line, place: "", fact: error.description))
      return nil
    }
    guard hasCommas() else { return nil }
    for error in table.errors {
      problem(error.line, error.field.map { table.columns[$0] }, error.description)
    }
  }

  /// Takes the header of a file whose rows are read one at a time.
  init?(header rows: DelimitedRows, mapping: LedgerMapping, log: ProblemLog) {
    self.mapping = mapping
    self.log = log
    self.table = DelimitedTable(header: rows)
    guard hasCommas() else { return nil }
  }

  private func hasCommas() -> Bool {
    guard let only = table.columns.first, table.columns.count == 1,
      only.utf8.contains(UInt8(ascii: ";"))
    else { return true }
    problem(1, nil, "the fields are divided by semicolons; save the file with commas")
    return false
  }

  func problem(_ line: Int, _ column: String?, _ fact: String) {
    let place = column.map { "column \($0)" } ?? ""
    log.add(BookProblem(file: file, line: line, place: place, fact: fact))
  }

  /// The place of a column that the mapping names; logs when it is not there.
  func column(_ name: String) -> Int? {
    if let index = table.index(ofColumn: name) { return index }
    problem(1, name, "the header has no such column" + knownColumns)
    return nil
  }

  /// The columns that there are, unless that would flood or garble the message.
  private var knownColumns: String {
    let columns = table.columns.joined(separator: ", ")
    guard columns.utf8.count <= 500, PublishedText.characterProblem(in: columns) == nil else {
      return ""
    }
    return "; it has \(columns)"
  }

  /// The rows that the filters keep.
  func keptRows() -> [DelimitedRow]? {
    guard let filters = filterColumns() else { return nil }
    return table.rows.filter { isKept($0, filters) }
  }

  /// The filters' columns; `nil` when one is not there, which is logged.
  func filterColumns() -> [(column: Int, values: [String])]? {
    var filters: [(column: Int, values: [String])] = []
    for filter in mapping.filters {
      guard let index = column(filter.column) else { return nil }
      filters.append((index, filter.values))
    }
    return filters
  }

  func isKept(_ row: DelimitedRow, _ filters: [(column: Int, values: [String])]) -> Bool {
    filters.allSatisfy { filter in
      filter.values.contains { $0.utf8.elementsEqual(row.fields[filter.column].utf8) }
    }
  }

  /// Reads a field; logs what is wrong with it.
  func read<Value>(
    _ row: DelimitedRow,
    _ column: Int,
    _ convert: (String) throws(TextFact) -> Value
  ) -> Value? {
    do throws(TextFact) {
      if let fact = PublishedText.characterProblem(in: row.fields[column]) { throw TextFact(fact) }
      return try convert(row.fields[column])
    } catch {
      problem(row.line, table.columns[column], error.text)
      return nil
    }
  }

  /// Reads a text that is published, or whose commitment is.
  ///
  /// Spreadsheets are only shown the commitment of a private one, so that it may begin as it likes.
  func text(_ row: DelimitedRow, _ column: Int, _ kind: PrivateColumn) -> String? {
    let isPrivate = mapping.privateColumns.contains(kind)
    return read(row, column) { text throws(TextFact) in
      guard !isPrivate else { return text }
      if let fact = PublishedText.problem(in: text) ?? PublishedText.commitmentProblem(in: text) {
        throw TextFact(fact)
      }
      return text
    }
  }

  /// Reads the reference of another row, which is published as that row's is.
  func otherReference(_ row: DelimitedRow, _ column: Int) -> String? {
    read(row, column) { text throws(TextFact) in
      if let fact = PublishedText.commitmentProblem(in: text) { throw TextFact(fact) }
      return text
    }
  }

  func reference(_ row: DelimitedRow, _ columns: [Int]) -> String? {
    var parts: [String] = []
    for column in columns {
      guard let part = text(row, column, .reference) else { return nil }
      guard !part.isEmpty else {
        problem(row.line, table.columns[column], "the reference is missing")
        return nil
      }
      parts.append(part)
    }
    let reference = parts.joined(separator: ":")
    if parts.count > 1, !mapping.privateColumns.contains(.reference),
      let fact = PublishedText.commitmentProblem(in: reference)
    {
      problem(row.line, table.columns[columns[0]], fact)
      return nil
    }
    return reference
  }

  /// The columns that a source needs: none for a fixed value.
  func column(of source: LedgerMapping.Source) -> Int?? {
    guard case .column(let name, _) = source else { return .some(nil) }
    guard let index = column(name) else { return nil }
    return .some(index)
  }

  /// Reads a value that is fixed or stands in a column, and must be one of a list.
  func value(
    _ row: DelimitedRow,
    _ source: LedgerMapping.Source,
    _ column: Int?,
    among allowed: [String],
    name: String
  ) -> String? {
    switch source {
    case .fixed(let value):
      if allowed.contains(value) { return value }
      problem(row.line, nil, "\(name): revshare.yaml has no \(name) \(value)")
      return nil
    case .column(_, let translations):
      guard let column else { return nil }
      return read(row, column) { text throws(TextFact) in
        var value = text
        if let translations {
          guard let match = translations.first(where: { $0.from.utf8.elementsEqual(text.utf8) })
          else { throw TextFact("\(text) is not among the mapping's values; add it there") }
          value = match.to
        }
        guard allowed.contains(value) else {
          throw TextFact(
            "unknown \(name) \(value); it must be one of \(allowed.joined(separator: ", "))"
          )
        }
        return value
      }
    }
  }
}
