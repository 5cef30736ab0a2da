import DelimitedText
public import Distribution
public import EVMTypes
public import FileStore

/// Goes through tables of stake events of any size, and keeps those of some accounts.
///
/// The tables are as `inputs/staking.csv` is, but that rows may stand in any order. They are read a part at a time; of the
/// rows of other accounts nothing but the account is looked at.
public struct StakingScan: Sendable {
  private let file: any OpenFile
  private let name: String
  private var rows: DelimitedRows
  private var readByteCount: Int
  private var fields: [Range<Int>] = []

  /// How many problems of a file are told.
  private static let problemLimit = 50
  private static let plainByteCount = 1 << 18
  private static let otherByteCount = 2 * DelimitedRows.rowByteCount

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - name: What it is called, for messages.
  /// - Throws: ``StakingScanError``.
  public init(_ file: any OpenFile, name: String) throws(StakingScanError) {
    self.file = file
    self.name = name
    var window = TextWindow()
    do {
      try unsafe window.refill(to: min(Self.otherByteCount, file.byteCount + 1)) {
        buffer throws(FileStoreError) in unsafe try file.read(from: 0, into: buffer)
      }
    } catch {
      throw .file(error)
    }
    self.readByteCount = window.end
    do {
      self.rows = try DelimitedRows(from: window)
    } catch {
      throw .problems(["\(name):\(error.line): \(error.description)"])
    }
    guard rows.columns == StakingTable.columns else {
      let columns = StakingTable.columns.joined(separator: ",")
      throw .problems(["\(name):1: expected the columns \(columns)"])
    }
  }

  /// Goes through all rows.
  ///
  /// - Parameters:
  ///   - isWanted: Whether the events of an account are; asked once for each row.
  ///   - take: Takes an event that is wanted.
  /// - Throws: ``StakingScanError``: up to 50 rows that do not read, or why the file could not be read.
  public consuming func run(
    isWanted: (Address) -> Bool,
    take: (StakeEvent) -> Void
  ) throws(StakingScanError) {
    var problems: [String] = []
    while try hasNext(), problems.count < Self.problemLimit {
      do throws(DocumentError) {
        let row = try nextRow()
        let (account, _) = try row.uncheckedAccount(StakingTable.accountColumn)
        guard isWanted(account) else { continue }
        take(try StakingTable.event(row))
      } catch {
        problems.append("\(name): \(error)")
      }
    }
    guard problems.isEmpty else { throw .problems(problems) }
  }

  private mutating func hasNext() throws(StakingScanError) -> Bool {
    rows.skipEmptyLines()
    if !rows.window.isLast, rows.window.unusedCount < Self.otherByteCount {
      let (file, start, keptCount) = (file, readByteCount, rows.window.unusedCount)
      do {
        try unsafe rows.window.refill(to: Self.otherByteCount + Self.plainByteCount) {
          buffer throws(FileStoreError) in unsafe try file.read(from: start, into: buffer)
        }
      } catch {
        throw .file(error)
      }
      readByteCount += rows.window.unusedCount - keptCount
      rows.skipEmptyLines()
    }
    return rows.window.unusedCount > 0
  }

  private mutating func nextRow() throws(DocumentError) -> TableRow {
    if let row = nextPlainRow() { return row }
    switch rows.next() {
    case .success(let row)?: return TableRow(row, columns: StakingTable.columns)
    case .failure(let error)?: throw DocumentError(at: "line \(error.line)", error.description)
    case nil: throw DocumentError(at: "line \(rows.line)", "the file ends within a row")
    }
  }

  /// The next row, where it is printable ASCII without quotes; `nil` where it has to be read as text.
  private mutating func nextPlainRow() -> TableRow? {
    let window = rows.window
    var place = window.position
    fields.removeAll(keepingCapacity: true)
    while true {
      let start = place
      let byte = PlainRowScanner.scanField(in: window.bytes.span, from: &place, to: window.end)
      fields.append(start..<place)
      place += 1
      if byte == UInt8(ascii: ",") { continue }
      guard byte == UInt8(ascii: "\n"), fields.count == StakingTable.columns.count else {
        return nil
      }
      let row = TableRow(window.bytes, fields, line: rows.line, columns: StakingTable.columns)
      rows.window.position = place
      rows.line += 1
      return row
    }
  }
}

/// Why a table of stake events could not be gone through.
public enum StakingScanError: Error, Sendable, Hashable {
  /// Rows do not read: each with the file, the line and the column.
  case problems([String])
  /// The file could not be read.
  case file(FileStoreError)
}
