import DelimitedText
import Distribution
import FileStore

/// Reads the rows of one staking ledger, a part of the file at a time.
///
/// Plain rows are read from their bytes. What is anything else, or wrong, is read again as text by ``LedgerReader``,
/// row by row, which says what is wrong.
struct StakingReader {
  private let reader: LedgerReader
  private let layout: StakingLayout?
  private let file: any OpenFile
  private var rows: DelimitedRows
  private var readByteCount: Int

  /// How many bytes of plain rows are read at a time: what the processor keeps close.
  private static let plainByteCount = 65_536
  /// A row of as many bytes is not read as a plain one.
  private static let longPlainRow = 8_192
  /// How many bytes of other rows are read at a time: some of the longest ones.
  private static let otherByteCount = 2 * DelimitedRows.rowByteCount

  /// Reads the header; `nil` when it cannot be read.
  init?(
    _ file: any OpenFile,
    mapping: StakingMapping,
    token: Token,
    log: ProblemLog
  ) throws(FileStoreError) {
    var window = TextWindow()
    try unsafe window.refill(to: min(Self.otherByteCount, file.byteCount + 1)) {
      buffer throws(FileStoreError) in unsafe try file.read(from: 0, into: buffer)
    }
    do {
      self.rows = try DelimitedRows(from: window)
    } catch {
      let file = mapping.ledger.file.description
      log.add(BookProblem(file: file, line: error.line, place: "", fact: error.description))
      return nil
    }
    guard let reader = LedgerReader(header: rows, mapping: mapping.ledger, log: log) else {
      return nil
    }
    self.file = file
    self.readByteCount = window.end
    self.reader = reader
    self.layout = reader.layout(mapping, token: token)
  }

  /// Reads all rows, and logs what does not fit.
  ///
  /// - Returns: Whether all accounts of plain rows are written as they should be; the rows that are not so must then be
  ///   found by reading the file again with ``readCarefully(into:)``.
  mutating func read(into ledger: inout StakingLedger) throws(FileStoreError) -> Bool {
    guard let layout, var plain = PlainStakingRows(layout, reader.mapping) else {
      try readCarefully(into: &ledger)
      return true
    }
    var block = StakeEventBlock()
    repeat {
      try readPlain(&plain, into: &ledger, &block)
      ledger.take(&block)
    } while try readNextCarefully(into: &ledger)
    return ledger.hasRightChecksums()
  }

  /// Reads rows up to one that is not plain.
  private mutating func readPlain(
    _ plain: inout PlainStakingRows,
    into ledger: inout StakingLedger,
    _ block: inout StakeEventBlock
  ) throws(FileStoreError) {
    while true {
      plain.read(&rows, into: &ledger, &block)
      // Close to its end, the window may end within a plain row. Once refilled, there is more than one in it.
      guard !rows.window.isLast, rows.window.unusedCount < Self.longPlainRow else { return }
      ledger.take(&block)
      ledger.reserve(readByteCount: readByteCount, of: file.byteCount)
      try refill(to: Self.plainByteCount)
    }
  }

  /// Reads all rows as text, and logs what does not fit.
  mutating func readCarefully(into ledger: inout StakingLedger) throws(FileStoreError) {
    while try readNextCarefully(into: &ledger) {}
  }

  /// Reads the next row as text; gives `false` when there is none.
  private mutating func readNextCarefully(
    into ledger: inout StakingLedger
  ) throws(FileStoreError) -> Bool {
    rows.skipEmptyLines()
    while !rows.window.isLast, rows.window.unusedCount < DelimitedRows.rowByteCount {
      try refill(to: Self.otherByteCount)
      rows.skipEmptyLines()
    }
    switch rows.next() {
    case nil: return false
    case .failure(let error):
      reader.problem(error.line, error.field.map { rows.columns[$0] }, error.description)
    case .success(let row):
      guard let layout, let event = reader.event(row, layout) else { break }
      ledger.append(event, line: row.line)
    }
    return true
  }

  private mutating func refill(to count: Int) throws(FileStoreError) {
    let (file, start, keptCount) = (file, readByteCount, rows.window.unusedCount)
    try unsafe rows.window.refill(to: count) { buffer throws(FileStoreError) in
      unsafe try file.read(from: start, into: buffer)
    }
    readByteCount += rows.window.unusedCount - keptCount
  }
}
