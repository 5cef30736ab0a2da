import DelimitedText
import Distribution
import EVMTypes

/// Reads rows of a staking ledger from their bytes, as long as they are plain: printable ASCII without quotes, and
/// every field as it should be.
///
/// Stops before the first row that is anything else.
struct PlainStakingRows {
  let layout: StakingLayout
  let actions: PlainActions
  var dates: PlainDates
  private let timePattern: TimePattern
  private let filters: [(column: Int, values: [[UInt8]])]
  /// How long the field of a column usually is, where reading it shows whether it is; else 0.
  private let usualLengths: [Int]
  /// The fields of a row.
  private var fields: [Range<Int>]
  private var reference: [Range<Int>] = []

  /// Gives `nil` for a mapping that needs every row read carefully.
  init?(_ layout: StakingLayout, _ mapping: LedgerMapping) {
    guard layout.columnCount > 1, layout.form.decimals <= 38 || layout.form.isBaseUnits,
      let actions = PlainActions(layout.mapping.action)
    else { return nil }
    self.layout = layout
    self.actions = actions
    self.timePattern = mapping.timePattern
    self.dates = PlainDates()
    self.filters = layout.filters.map { ($0.column, $0.values.map { [UInt8]($0.utf8) }) }
    var lengths = [Int](repeating: 0, count: layout.columnCount)
    if filters.isEmpty {
      // A row that filters drop is not read further, so its fields must be looked through.
      lengths[layout.account] = 42
      if mapping.timePattern == .rfc3339 { lengths[layout.time] = 20 }
    }
    self.usualLengths = lengths
    self.fields = [Range<Int>](repeating: 0..<0, count: layout.columnCount)
  }

  /// Reads rows up to one that is not plain.
  ///
  /// - Returns: Where that begins; close to the end of the file there always is one.
  mutating func read(
    _ bytes: [UInt8],
    from start: TablePlace,
    into ledger: inout StakingLedger
  ) -> TablePlace {
    unsafe bytes.withUnsafeBufferPointer { text in
      var place = start
      if ledger.lines.isEmpty, let end = unsafe scan(text, from: start.offset) {
        // Rows are about equally long; never more room than the file has bytes.
        let count = (text.count - end) / max(end - start.offset, 50) + 16
        let length = layout.references.reduce(0) { $0 + fields[$1].count + 1 }
        ledger.reserve(count, referenceByteCount: count * length)
      }
      while let end = unsafe scan(text, from: place.offset),
        unsafe append(text, line: place.line, to: &ledger)
      {
        place.offset = end
        place.line += 1
      }
      return place
    }
  }

  /// Finds a row's fields.
  ///
  /// - Returns: Where the next row begins; `nil` when the row is not plain, too long or too close to the end.
  private mutating func scan(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var place = start
    let last = fields.count - 1
    for column in 0...last {
      let first = place
      let usual = first + usualLengths[column]
      guard usual + 64 < text.count else { return nil }
      var byte: UInt8? = unsafe text[usual]
      if usual > first, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        place = usual
      } else {
        byte = unsafe PlainRowScanner.scanField(in: text.span, from: &place, to: text.count)
      }
      fields[column] = first..<place
      place += 1
      if column == last {
        if byte == UInt8(ascii: "\r"), place < text.count, unsafe text[place] == UInt8(ascii: "\n")
        {
          place += 1
        } else if byte != UInt8(ascii: "\n") {
          return nil
        }
      } else if byte != UInt8(ascii: ",") {
        return nil
      }
    }
    return place - start < 1_000_000 ? place : nil
  }

  /// Reads the row whose fields were found; gives `false` when it has to be read carefully.
  private mutating func append(
    _ text: UnsafeBufferPointer<UInt8>,
    line: Int,
    to ledger: inout StakingLedger
  ) -> Bool {
    guard unsafe isKept(text) else { return true }
    guard let time = unsafe time(text, fields[layout.time]),
      let account = unsafe PlainField.account(text, fields[layout.account]),
      let action = unsafe actions.action(text, layout.action.map { fields[$0] }),
      let amount = unsafe PlainField.amount(text, fields[layout.amount], layout.form),
      let sequence = unsafe PlainField.sequence(text, layout.sequence.map { fields[$0] })
    else { return false }
    reference.removeAll(keepingCapacity: true)
    for column in layout.references {
      let part = fields[column]
      guard !part.isEmpty, unsafe !Self.isFormula(text[part.lowerBound]) else { return false }
      reference.append(part)
    }
    unsafe ledger.columns.append(
      time: time,
      sequence: sequence,
      action: action,
      account: account.account,
      upperCase: account.upperCase,
      amount: amount,
      reference: reference,
      in: text
    )
    ledger.lines.append(UInt32(line))
    return true
  }

  /// Whether a text that begins with the byte must not be published: `=`, `+`, `-`, `@`.
  private static func isFormula(_ byte: UInt8) -> Bool {
    byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40
  }

  private func isKept(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    filters.allSatisfy { filter in
      filter.values.contains { unsafe text[fields[filter.column]].elementsEqual($0) }
    }
  }

  private mutating func time(
    _ text: UnsafeBufferPointer<UInt8>,
    _ field: Range<Int>
  ) -> Timestamp? {
    if timePattern == .rfc3339 { return unsafe dates.time(text, field) }
    if timePattern == .unix { return unsafe PlainField.unixTime(text, field) }
    return try? unsafe timePattern.time(String(decoding: text[field], as: UTF8.self))
  }
}
