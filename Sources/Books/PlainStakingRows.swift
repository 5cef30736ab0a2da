import DelimitedText
import Distribution
import EVMTypes
import Signing

/// Reads rows of a staking ledger from their bytes, as long as they are plain: printable ASCII without quotes, and
/// every field as it should be.
///
/// Goes over the bytes of a row once, and stops before the first row that is anything else. Reads beyond the end of the
/// window, where a zero ends any field (``PlainText``).
struct PlainStakingRows {
  /// What a column is read as while the end of its field is found.
  private enum Kind {
    case passedOver
    case time
    case account
    case action
    case amount
  }

  private struct Column {
    var kind: Kind
    /// Where the field's place is kept, for what is read of it afterwards.
    var slot: Int?
  }

  private struct Values {
    /// In Unix seconds.
    var time: UInt64 = 0
    var account = Address(byteWords: (0, 0, 0))
    var upperCase: UInt64 = 0
    var action = StakeEvent.Action.stake
    var amount: UInt128 = 0
  }

  private let columns: [Column]
  /// The same columns, all passed over: of a row that filters may drop, nothing is read before they did not.
  private let passedColumns: [Column]
  private let actions: PlainActions
  private let amounts: PlainAmount
  private let timePattern: TimePattern
  private let timeSlot: Int?
  private let sequenceSlot: Int?
  private let referenceSlots: [Int]
  private let filters: [(slot: Int, values: [[UInt8]])]
  private let commitmentByteCount = ValueCommitment.textByteCount
  private var dates = PlainDates()
  private var fields = InlineArray<8, Range<Int>>(repeating: 0..<0)

  /// Gives `nil` for a mapping that needs every row read carefully.
  init?(_ layout: StakingLayout, _ mapping: LedgerMapping) {
    guard layout.columnCount > 1, layout.sequence.count < 2,
      let actions = PlainActions(layout.mapping.action),
      let amounts = PlainAmount(layout.form)
    else { return nil }
    var columns = [Column](repeating: Column(kind: .passedOver), count: layout.columnCount)
    var slotCount = 0
    func slot(_ column: Int) -> Int {
      if let known = columns[column].slot { return known }
      slotCount += 1
      columns[column].slot = slotCount - 1
      return slotCount - 1
    }
    self.sequenceSlot = layout.sequence.first.map(slot)
    self.referenceSlots = layout.references.map(slot)
    self.filters = layout.filters.map { (slot($0.column), $0.values.map { [UInt8]($0.utf8) }) }
    self.timeSlot = mapping.timePattern == .rfc3339 ? nil : slot(layout.time)
    guard slotCount <= 8 else { return nil }
    self.passedColumns = columns
    var kinds: [(column: Int, kind: Kind)] = [(layout.account, .account), (layout.amount, .amount)]
    if let action = layout.action { kinds.append((action, .action)) }
    if timeSlot == nil { kinds.append((layout.time, .time)) }
    for (column, kind) in kinds {
      guard columns[column].kind == .passedOver else { return nil }
      columns[column].kind = kind
    }
    self.columns = columns
    self.actions = actions
    self.amounts = amounts
    self.timePattern = mapping.timePattern
  }

  /// Reads rows up to one that is not plain, or not in the window as a whole.
  mutating func read(
    _ rows: inout DelimitedRows,
    into ledger: inout StakingLedger,
    _ block: inout StakeEventBlock
  ) {
    let (window, first) = (rows.window, rows.line)
    let (place, line) = unsafe window.bytes.withUnsafeBufferPointer { bytes in
      guard let text = unsafe PlainText(bytes, end: window.end) else {
        return (window.position, first)
      }
      return read(text, from: window.position, line: first, into: &ledger, &block)
    }
    (rows.window.position, rows.line) = (place, line)
  }

  /// Reads the rows of a window.
  ///
  /// - Returns: Where the first row that was not read begins, and its line.
  private mutating func read(
    _ text: PlainText,
    from start: Int,
    line first: Int,
    into ledger: inout StakingLedger,
    _ block: inout StakeEventBlock
  ) -> (place: Int, line: Int) {
    var (place, line) = (start, first)
    // The first line of those whose events follow one another.
    var runStart = first
    while place < text.end {
      if !filters.isEmpty {
        var values = Values()
        guard let next = scan(text, from: place, passedColumns, into: &values) else { break }
        guard isKept(text) else {
          ledger.lines.append(runStart..<line)
          (place, line, runStart) = (next, line + 1, line + 1)
          continue
        }
      }
      guard let next = read(text, from: place, into: &ledger, &block) else { break }
      (place, line) = (next, line + 1)
    }
    ledger.lines.append(runStart..<line)
    return (place, line)
  }

  /// Reads a row.
  ///
  /// - Returns: Where the next row begins; `nil` when the row has to be read carefully.
  @inline(__always)
  private mutating func read(
    _ text: PlainText,
    from start: Int,
    into ledger: inout StakingLedger,
    _ block: inout StakeEventBlock
  ) -> Int? {
    var values = Values()
    guard let end = scan(text, from: start, columns, into: &values) else { return nil }
    var sequence: UInt64?
    if let sequenceSlot {
      guard let number = PlainField.sequence(text, fields[sequenceSlot]) else { return nil }
      sequence = number
    }
    if let timeSlot {
      guard let time = PlainField.time(text, fields[timeSlot], timePattern) else { return nil }
      values.time = time.unixSeconds
    }
    guard append(text, values, sequence, into: &ledger, &block) else { return nil }
    return end
  }

  /// Finds a row's fields, and reads those of which the columns say so.
  @inline(__always)
  private mutating func scan(
    _ text: PlainText,
    from start: Int,
    _ columns: [Column],
    into values: inout Values
  ) -> Int? {
    var place = start
    let last = columns.count - 1
    for index in 0...last {
      let first = place
      switch columns[index].kind {
      case .passedOver: place = text.fieldEnd(from: place)
      case .time:
        guard let time = dates.time(text, &place) else { return nil }
        values.time = time
      case .account:
        guard let account = PlainField.account(text, &place, upperCase: &values.upperCase)
        else { return nil }
        values.account = account
      case .action:
        guard let action = actions.action(text, &place) else { return nil }
        values.action = action
      case .amount:
        guard let amount = amounts.amount(text, &place) else { return nil }
        values.amount = amount
      }
      if let slot = columns[index].slot { fields[slot] = first..<place }
      let byte = text[place]
      place &+= 1
      if index < last {
        guard byte == UInt8(ascii: ",") else { return nil }
      } else if byte != UInt8(ascii: "\n") {
        guard byte == UInt8(ascii: "\r"), text[place] == UInt8(ascii: "\n") else { return nil }
        place &+= 1
      }
    }
    // Which rows are too long is for the careful reader to say.
    return place - start < DelimitedRows.rowByteCount / 2 ? place : nil
  }

  /// Appends the event of a row; gives `false` when the row has to be read carefully.
  @inline(__always)
  private mutating func append(
    _ text: PlainText,
    _ values: Values,
    _ sequence: UInt64?,
    into ledger: inout StakingLedger,
    _ block: inout StakeEventBlock
  ) -> Bool {
    var byteCount = referenceSlots.count - 1
    for slot in referenceSlots {
      let field = fields[slot]
      guard !field.isEmpty, !Self.isFormula(text[field.lowerBound]) else { return false }
      byteCount += field.count
    }
    // What may be written as a commitment is, is told by the careful reader.
    if byteCount == commitmentByteCount {
      guard text[fields[referenceSlots[0]].lowerBound] != UInt8(ascii: "s") else { return false }
    }
    guard let time = Timestamp(unixSeconds: values.time) else { return false }
    if !block.hasRoom(forReferenceOf: byteCount) {
      ledger.take(&block)
      guard block.hasRoom(forReferenceOf: byteCount) else { return false }
    }
    for slot in referenceSlots {
      let field = fields[slot]
      unsafe block.append(referencePartOf: field.count) { unsafe text.copy(field, to: $0) }
    }
    block.append(
      time: time,
      sequence: sequence,
      action: actions.fixed ?? values.action,
      account: values.account,
      upperCase: values.upperCase,
      amount: values.amount
    )
    return true
  }

  /// Whether a text that begins with the byte must not be published: `=`, `+`, `-`, `@`.
  private static func isFormula(_ byte: UInt8) -> Bool {
    byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40
  }

  private func isKept(_ text: PlainText) -> Bool {
    filters.allSatisfy { filter in
      filter.values.contains { PlainField.isEqual(text, fields[filter.slot], $0) }
    }
  }
}
