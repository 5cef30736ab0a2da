import DelimitedText
import Distribution
import FileStore
import Parallelism

/// Reads a published table: exactly these columns, every row well-formed.
///
/// Rows of printable ASCII without quotes are read from the file's bytes, a piece of it at a time, without a text for each
/// field. Where a row is anything else, or wrong, all of them are read again as texts, which says what is wrong and where.
struct TableReader {
  private let file: any OpenFile
  private let columns: [String]

  /// How many bytes are read at a time.
  private static let pieceByteCount = 8 << 20
  /// How many bytes are worth a thread of their own.
  private static let partByteCount = 1 << 17

  init(parsing file: any OpenFile, columns: [String]) {
    self.file = file
    self.columns = columns
  }

  init(parsing bytes: [UInt8], columns: [String]) {
    self.init(parsing: BytesFile(bytes), columns: columns)
  }

  /// Each row, converted; parts of the table at the same time.
  func map<Row: Sendable>(
    _ convert: @Sendable (TableRow) throws(DocumentError) -> Row
  ) throws(DocumentError) -> [Row] {
    try collectParts([]) {
      $0.reserveCapacity($0.count * $1.0 / $1.1)
    } join: { rows, part in
      rows += part
    } take: { rows, row throws(DocumentError) in
      rows.append(try convert(row))
    }
  }

  /// Takes the rows of parts of the table at the same time.
  ///
  /// - Parameters:
  ///   - nothing: What there is before the first row of a part.
  ///   - reserve: Makes room, once the first rows are there, for how many times as many, as a fraction.
  ///   - join: Adds what there is after a part to what there is after those before.
  ///   - take: Takes a row; called on several threads.
  /// - Returns: What there is after the last row.
  /// - Throws: `DocumentError`, also what `take` throws.
  func collectParts<Rows: Sendable>(
    _ nothing: Rows,
    reserve: (inout Rows, (Int, Int)) -> Void,
    join: (inout Rows, Rows) -> Void,
    take: @Sendable (inout Rows, TableRow) throws(DocumentError) -> Void
  ) throws(DocumentError) -> Rows {
    var rows = nothing
    let isPlain = forEachPiece { piece, lines in
      let parts = ParallelRanges.map(of: lines.count, minimum: Self.partByteCount) { part in
        self.rows(of: piece, Self.wholeLines(of: part, in: lines, of: piece), nothing, take)
      }
      for part in parts {
        guard let part else { return false }
        join(&rows, part)
      }
      if lines.lowerBound > 0 { reserve(&rows, ratio(after: lines)) }
      return true
    }
    return isPlain ? rows : try collectCarefully(nothing, take)
  }

  /// Takes the rows one after the other.
  ///
  /// - Parameters:
  ///   - nothing: What there is before the first row.
  ///   - take: Takes a row.
  /// - Returns: What there is after the last one.
  /// - Throws: `DocumentError`, also what `take` throws.
  func collect<Rows>(
    _ nothing: Rows,
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) throws(DocumentError) -> Rows {
    if let rows = collectPlain(nothing, take) { return rows }
    return try collectCarefully(nothing, take)
  }

  /// Takes the rows one after the other, as texts.
  func collectCarefully<Rows>(
    _ nothing: Rows,
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) throws(DocumentError) -> Rows {
    let bytes: [UInt8]
    do {
      bytes = try file.read(from: 0, count: file.byteCount)
    } catch {
      throw DocumentError(at: "line 1", "\(error)")
    }
    let table: DelimitedTable
    do {
      let found = try DelimitedRows(parsing: bytes).columns
      guard found == columns else {
        throw DocumentError(at: "line 1", "expected the columns \(columns.joined(separator: ","))")
      }
      table = try DelimitedTable(parsing: bytes)
    } catch let error as DelimitedTextError {
      throw DocumentError(at: "line \(error.line)", error.description)
    } catch let error as DocumentError {
      throw error
    } catch {
      preconditionFailure("nothing else is thrown")
    }
    if let error = table.errors.first {
      throw DocumentError(at: "line \(error.line)", error.description)
    }
    var rows = nothing
    for row in table.rows { try take(&rows, TableRow(row, columns: columns)) }
    return rows
  }

  /// Takes the rows one after the other, from their bytes.
  ///
  /// - Parameters:
  ///   - nothing: What there is before the first row.
  ///   - reserve: Makes room, once the first rows are there, for how many times as many, as a fraction.
  ///   - take: Takes a row.
  /// - Returns: What there is after the last one; `nil` where a row has to be read as text.
  func collectPlain<Rows>(
    _ nothing: Rows,
    reserve: (inout Rows, (Int, Int)) -> Void = { _, _ in },
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) -> Rows? {
    var rows = nothing
    let isPlain = forEachPiece { piece, lines in
      let cases = AccountCases()
      let isPlain = Self.forEachRow(of: piece, lines, columns, cases) {
        row throws(DocumentError) in try take(&rows, row)
      }
      if lines.lowerBound > 0 { reserve(&rows, ratio(after: lines)) }
      return isPlain && cases.areRight()
    }
    return isPlain ? rows : nil
  }

  /// What there is after the rows of some lines; `nil` where one has to be read as text.
  private func rows<Rows>(
    of piece: [UInt8],
    _ lines: Range<Int>,
    _ nothing: Rows,
    _ take: (inout Rows, TableRow) throws(DocumentError) -> Void
  ) -> Rows? {
    var rows = nothing
    let cases = AccountCases()
    // Bytes and names of its own: threads would wait for each other where they count references to the same.
    let (bytes, names) = (Array(piece[lines]), columns.map(\.self))
    let isPlain = Self.forEachRow(of: bytes, 0..<bytes.count, names, cases) {
      row throws(DocumentError) in try take(&rows, row)
    }
    return isPlain && cases.areRight() ? rows : nil
  }

  /// How many bytes the table has for as many as were read, a little more than that.
  private func ratio(after lines: Range<Int>) -> (Int, Int) {
    (file.byteCount + file.byteCount / 32, lines.upperBound)
  }

  /// The lines that begin in a part.
  private static func wholeLines(
    of part: Range<Int>,
    in lines: Range<Int>,
    of piece: [UInt8]
  ) -> Range<Int> {
    func start(_ place: Int) -> Int {
      guard place > lines.lowerBound, place < lines.upperBound else { return place }
      let end = piece[(place - 1)..<lines.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      return end.map { $0 + 1 } ?? lines.upperBound
    }
    return start(lines.lowerBound + part.lowerBound)..<start(lines.lowerBound + part.upperBound)
  }

  /// Calls a function with each row; gives `false` where one has to be read as text.
  private static func forEachRow(
    of bytes: [UInt8],
    _ lines: Range<Int>,
    _ columns: [String],
    _ cases: AccountCases,
    _ take: (TableRow) throws(DocumentError) -> Void
  ) -> Bool {
    var scanner = PlainRowScanner(bytes, lines)
    while true {
      switch scanner.next() {
      case .end: return true
      case .notPlain: return false
      case .row:
        // Which row is too long is for the careful reader to say.
        guard scanner.fields.count == columns.count,
          scanner.fields[columns.count - 1].upperBound - scanner.fields[0].lowerBound
            < DelimitedRows.rowByteCount / 2
        else { return false }
        do {
          // Its line does not matter: what is wrong is said by the careful reader.
          try take(TableRow(bytes, scanner.fields, line: 0, columns: columns, cases: cases))
        } catch {
          return false
        }
      }
    }
  }

  /// Calls a function with the table's bytes, a piece after the other, and where in them whole lines are that were not
  /// there before, but for the header; until it gives `false`.
  ///
  /// - Returns: Whether all pieces were there and the header is the one that is expected, as it is written.
  private func forEachPiece(_ body: ([UInt8], Range<Int>) -> Bool) -> Bool {
    let header = [UInt8]((columns.joined(separator: ",") + "\n").utf8)
    var start = 0
    repeat {
      let count = min(Self.pieceByteCount, file.byteCount - start)
      guard let piece = try? file.read(from: start, count: count), piece.count == count,
        start > 0 || piece.starts(with: header),
        let end = start + count == file.byteCount
          ? count : piece.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }),
        body(piece, (start > 0 ? 0 : header.count)..<end)
      else { return false }
      start += end
    } while start < file.byteCount
    return true
  }
}
