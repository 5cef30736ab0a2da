import DelimitedText
import EVMTypes
public import MerkleClaims
import Parallelism

/// A table of claims in CSV, whose header says what the columns are.
///
/// The columns are `account` (or `address`), `amount`, and what a format's leaf holds beside: `index`, `token`,
/// `beneficiary`, `network` or `operator`, `rpl`, `eth` and `voter_share`, `shares`, `salt`, `hash`.
public struct ClaimsTable: Sendable {
  /// The claims, in the order of the rows.
  public let columns: ClaimColumns
  /// Where each row begins, in bytes.
  let offsets: [Int]
  let bytes: [UInt8]

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - decimals: The decimals of the asset where amounts count whole tokens; `nil` where they count base
  ///     units.
  /// - Throws: ``ForeignFileError`` with every row that cannot be read, at most 50.
  /// - Complexity: O(*n*); the parts of a plain table are read at the same time.
  public init(parsing bytes: [UInt8], decimals: Int? = nil) throws(ForeignFileError) {
    let rows: DelimitedRows
    do {
      rows = try DelimitedRows(parsing: bytes)
    } catch {
      throw .fields(["line \(error.line): \(error)"])
    }
    let layout = try Self.layout(of: rows.columns, decimals: decimals)
    let table: ClaimsTableRows
    if let plain = Self.plainRows(bytes, from: rows.offset, layout) {
      table = plain
    } else {
      table = try Self.anyRows(rows, layout)
    }
    self.columns = table.columns
    self.offsets = table.offsets
    self.bytes = bytes
    try checkAccounts(table)
  }

  private static func layout(
    of names: [String],
    decimals: Int?
  ) throws(ForeignFileError) -> ClaimsTableRows.Layout {
    var columns: [ClaimsColumn] = []
    var problems: [String] = []
    for name in names where problems.count < ClaimScanner.problemLimit {
      guard let column = ClaimsColumn(name) else {
        problems.append(
          "line 1: the column \(name) is not known; there are \(ClaimsColumn.knownNames)"
        )
        continue
      }
      if column != .ignored, columns.contains(column) {
        problems.append("line 1: the column \(name) means the same as another one")
      }
      columns.append(column)
    }
    for case .amount(let place) in columns where place > 0 && !columns.contains(.amount(place - 1))
    {
      problems.append(
        "line 1: the column \(place == 1 ? "eth" : "voter_share") takes the amounts before it: rpl, eth"
      )
    }
    guard problems.isEmpty else { throw .fields(problems) }
    return ClaimsTableRows.Layout(
      names: names,
      columns: columns,
      numbers: NumberText(isBareHex: false, decimals: decimals)
    )
  }

  /// Reads a table that is plain throughout; `nil` for any other, or one with a row that cannot be read.
  private static func plainRows(
    _ bytes: [UInt8],
    from start: Int,
    _ layout: ClaimsTableRows.Layout
  ) -> ClaimsTableRows? {
    let lineStart: @Sendable (Int) -> Int = { place in
      place == start
        ? start : bytes[place...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    }
    let count = bytes.count - start
    let share = count / ParallelRanges.threadCount
    var parts = ParallelRanges.map(of: count, minimum: max(share, 1 << 18)) { range in
      var rows = ClaimsTableRows(layout)
      let part = lineStart(start + range.lowerBound)..<lineStart(start + range.upperBound)
      // The first part has room for the others, which are appended to it.
      let room = range.lowerBound == 0 ? count : part.count
      return rows.appendPlain(bytes, part, roomFor: room + room / 64) ? rows : nil
    }
    guard !parts.isEmpty else { return ClaimsTableRows(layout) }
    guard var rows = parts.removeFirst() else { return nil }
    for part in parts {
      guard let part else { return nil }
      rows.append(part)
    }
    return rows
  }

  /// Reads any table, row by row, and collects what is wrong with it.
  private static func anyRows(
    _ rows: DelimitedRows,
    _ layout: ClaimsTableRows.Layout
  ) throws(ForeignFileError) -> ClaimsTableRows {
    var rows = rows
    var table = ClaimsTableRows(layout)
    var problems: [String] = []
    while problems.count < ClaimScanner.problemLimit, let row = rows.next() {
      switch row {
      case .failure(let error):
        let column = error.field.map { ", column \(layout.names[$0])" } ?? ""
        problems.append("line \(error.line)\(column): \(error)")
      case .success(let row):
        let fields = row.fields.map { Array($0.utf8)[...] }
        for column in table.append(fields, line: row.line) {
          let complaint = layout.columns[column].complaint(row.fields[column])
          problems.append("line \(row.line), column \(layout.names[column]): \(complaint)")
        }
      }
    }
    guard problems.isEmpty else { throw .fields(problems) }
    return table
  }

  private func checkAccounts(_ table: ClaimsTableRows) throws(ForeignFileError) {
    let accounts = table.mixedCases.map { table.columns.accounts[$0.row] }
    let masks = AccountChecksums.upperCases(of: accounts)
    var problems: [String] = []
    for (mixed, mask) in zip(table.mixedCases, masks)
    where mixed.upperCase != mask && problems.count < ClaimScanner.problemLimit {
      problems.append(
        "\(place(ofClaim: mixed.row)), column account: the EIP-55 checksum is wrong; check the account, or "
          + "write it in lower case"
      )
    }
    guard problems.isEmpty else { throw .fields(problems) }
  }

  /// The line of a claim.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The place, as messages name it.
  public func place(ofClaim row: Int) -> String {
    let offset = offsets[row]
    // Tables that are not plain are read by lines.
    let line = offset < 0 ? -offset : FilePlace(offset: offset, in: bytes).line
    return "line \(line)"
  }
}
