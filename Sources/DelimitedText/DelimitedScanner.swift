/// Splits a CSV file into rows, and finds the next row again after one that cannot be read.
struct DelimitedScanner {
  /// The text; a row that is read is in it as a whole.
  var window: TextWindow
  /// The line there.
  var line = 1
  /// The place in its row of the field that is read.
  private var fieldIndex = 0
  /// Whether the rest of a line that could not be read is still to be passed over.
  private var isSkipping = false
  /// How many bytes a row may have.
  static let rowByteLimit = 1_000_000

  init(_ window: TextWindow) {
    self.window = window
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
  }

  private var bytes: [UInt8] {
    @inline(__always) _read { yield window.bytes }
  }

  /// Where the next row begins; never beyond the end.
  private var position: Int {
    @inline(__always) get { window.position }
    @inline(__always) _modify { yield &window.position }
  }

  /// Passes over empty lines.
  mutating func skipEmptyLines() {
    if isSkipping { skipLine() }
    while !isSkipping, let end = lineEnd(at: position) {
      position = end
      line += 1
    }
  }

  /// The next row that is not empty, or what is wrong with it; `nil` at the end of the file.
  mutating func next() -> Result<DelimitedRow, DelimitedTextError>? {
    skipEmptyLines()
    guard position < window.end, !isSkipping else { return nil }
    let start = (position: position, line: line)
    do {
      return .success(try row())
    } catch {
      // Go on after the first line of the row: a stray quote would else swallow the rest.
      position = start.position
      line = start.line
      skipLine()
      return .failure(error)
    }
  }

  private mutating func row() throws(DelimitedTextError) -> DelimitedRow {
    let start = line
    let rowStart = position
    var fields: [String] = []
    while true {
      fieldIndex = fields.count
      let field =
        try position < window.end && bytes[position] == UInt8(ascii: "\"")
        ? quotedField(rowStart: rowStart, rowLine: start) : plainField(rowStart: rowStart)
      guard let text = String(validating: field, as: UTF8.self) else {
        throw DelimitedTextError(fact: .invalidUTF8, line: start, field: fieldIndex)
      }
      fields.append(text)
      guard position < window.end, bytes[position] == UInt8(ascii: ",") else { break }
      position += 1
    }
    if let end = lineEnd(at: position) {
      position = end
      line += 1
    }
    return DelimitedRow(line: start, fields: fields)
  }

  private mutating func plainField(rowStart: Int) throws(DelimitedTextError) -> ArraySlice<UInt8> {
    let start = position
    while position < window.end, bytes[position] != UInt8(ascii: ","), lineEnd(at: position) == nil
    {
      let byte = bytes[position]
      guard byte != UInt8(ascii: "\"") else {
        throw DelimitedTextError(fact: .strayQuote, line: line)
      }
      try check(byte, rowStart: rowStart)
      position += 1
    }
    return bytes[start..<position]
  }

  private mutating func quotedField(
    rowStart: Int,
    rowLine: Int
  ) throws(DelimitedTextError) -> ArraySlice<UInt8> {
    position += 1
    var field: [UInt8] = []
    while true {
      guard position < window.end else {
        throw DelimitedTextError(fact: .unclosedQuote, line: rowLine)
      }
      let byte = bytes[position]
      guard position - rowStart < Self.rowByteLimit else {
        throw DelimitedTextError(fact: .lineTooLong, line: rowLine)
      }
      if byte == UInt8(ascii: "\"") {
        position += 1
        guard position < window.end, bytes[position] == UInt8(ascii: "\"") else { break }
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte == UInt8(ascii: "\r"), lineEnd(at: position) != nil {
        // A line break within a field is a line feed, whatever the file ends its lines with.
        position += 1
        continue
      } else {
        try check(byte, rowStart: rowStart)
      }
      field.append(byte)
      position += 1
    }
    guard
      position == window.end || bytes[position] == UInt8(ascii: ",")
        || lineEnd(at: position) != nil
    else { throw DelimitedTextError(fact: .strayQuote, line: line) }
    return field[...]
  }

  private func check(_ byte: UInt8, rowStart: Int) throws(DelimitedTextError) {
    guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") else {
      throw DelimitedTextError(fact: .controlCharacter(byte), line: line, field: fieldIndex)
    }
    guard position - rowStart < Self.rowByteLimit else {
      throw DelimitedTextError(fact: .lineTooLong, line: line)
    }
  }

  /// Where the next line begins, if a line ends here.
  private func lineEnd(at position: Int) -> Int? {
    guard position < window.end else { return nil }
    if bytes[position] == UInt8(ascii: "\n") { return position + 1 }
    guard bytes[position] == UInt8(ascii: "\r"), position + 1 < window.end,
      bytes[position + 1] == UInt8(ascii: "\n")
    else { return nil }
    return position + 2
  }

  private mutating func skipLine() {
    while position < window.end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    isSkipping = position == window.end
    if !isSkipping {
      position += 1
      line += 1
    }
  }
}
