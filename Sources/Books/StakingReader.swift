import DelimitedText
import Distribution
import FileStore

/// Reads the rows of one staking ledger.
///
/// Plain rows are read from their bytes. What is anything else, or wrong, is read again as text by ``LedgerReader``,
/// row by row, which says what is wrong.
struct StakingReader {
  private let reader: LedgerReader
  private let layout: StakingLayout?
  private let bytes: [UInt8]
  private var rows: DelimitedRows
  /// Whether rows may be read from their bytes; a test turns it off.
  var readsPlainRows = true

  /// Reads the header; `nil` when it cannot be read.
  init?(_ bytes: [UInt8], mapping: StakingMapping, token: Token, log: ProblemLog) {
    do {
      self.rows = try DelimitedRows(parsing: bytes)
    } catch {
      let file = mapping.ledger.file.description
      log.add(BookProblem(file: file, line: error.line, place: "", fact: error.description))
      return nil
    }
    guard let reader = LedgerReader(header: rows, mapping: mapping.ledger, log: log) else {
      return nil
    }
    self.reader = reader
    self.layout = reader.layout(mapping, token: token)
    self.bytes = bytes
  }

  /// Reads all rows, and logs what does not fit.
  mutating func read(into ledger: inout StakingLedger) {
    ledger.begin(reader.mapping)
    guard let layout, readsPlainRows, let plain = PlainStakingRows(layout, reader.mapping) else {
      readCarefully(into: &ledger)
      return
    }
    let (start, count, problemCount) = (rows.place, ledger.lines.count, reader.log.count)
    guard !readPlain(plain, into: &ledger) else { return }
    // A checksum is wrong: find the rows.
    ledger.removeEvents(after: count)
    reader.log.removeProblems(after: problemCount)
    rows.go(to: start)
    readCarefully(into: &ledger)
  }

  private mutating func readCarefully(into ledger: inout StakingLedger) {
    while let row = rows.next() { append(row, to: &ledger) }
  }

  /// Reads plain rows fast and others carefully; gives `false` when a plain row has an account with a wrong checksum.
  private mutating func readPlain(
    _ plain: PlainStakingRows,
    into ledger: inout StakingLedger
  ) -> Bool {
    var plain = plain
    while true {
      let place = plain.read(bytes, from: rows.place, into: &ledger)
      rows.go(to: place)
      guard let row = rows.next() else { break }
      append(row, to: &ledger)
    }
    return ledger.hasRightChecksums()
  }

  private func append(
    _ row: Result<DelimitedRow, DelimitedTextError>,
    to ledger: inout StakingLedger
  ) {
    switch row {
    case .failure(let error):
      reader.problem(error.line, error.field.map { rows.columns[$0] }, error.description)
    case .success(let row):
      guard let layout, let event = reader.event(row, layout) else { return }
      ledger.columns.append(event)
      ledger.lines.append(UInt32(row.line))
    }
  }
}
