import EVMTypes
import StrictJSON

/// Values of fields. What is not of the expected kind is passed over, or scanned for claims.
extension ClaimScanner {
  /// An account, without regard to its checksum; `nil` for another value.
  mutating func takeAccount(
    _ inner: Surroundings
  ) throws(JSONError) -> (Address?, UInt64?)? {
    guard try reader.kind() == .string else {
      try scanOther(inner)
      return nil
    }
    let text = try reader.text()
    return AccountText.account(reader.bytes(of: text))
  }

  mutating func takeBytes(_ inner: Surroundings) throws(JSONError) -> [UInt8]? {
    guard try reader.kind() == .string else {
      try scanOther(inner)
      return nil
    }
    let text = try reader.text()
    return NumberText.prefixed(reader.bytes[text.range]).flatMap(Hex.bytes)
  }

  /// A number in any of the ways in which files write them.
  ///
  /// - Parameter isRequired: Whether what cannot be read is a problem; else it is passed over.
  /// - Returns: The number, or `nil`.
  /// - Throws: ``JSONError``.
  mutating func takeNumber(isRequired: Bool) throws(JSONError) -> UInt256? {
    let offset = reader.position
    let range: Range<Int>
    let value: UInt256?
    switch try reader.kind() {
    case .number:
      range = try reader.number()
      value = numbers.number(digits: reader.bytes[range])
    case .string:
      range = try reader.text().range
      value = numbers.number(text: reader.bytes[range])
      noteText(isNumber: value != nil, reader.bytes[range])
    case .object where isBigNumberNext():
      let (text, isHexField) = try takeBigNumber()
      range = text
      value =
        isHexField ? numbers.number(text: reader.bytes[range]) : nil
    case .object, .array, .word:
      let start = reader.position
      try reader.skip()
      range = start..<reader.position
      value = nil
    }
    if value == nil, isRequired {
      note("\(shown(from: offset)) is not a number that can be read in one way", at: offset)
    }
    return value
  }

  /// What was read from a place on, for messages.
  func shown(from offset: Int) -> String {
    let text = reader.bytes[offset..<reader.position].drop { $0 <= 0x20 }
    let quote = UInt8(ascii: "\"")
    let isText = text.count > 1 && text.first == quote && text.last == quote
    return String(decoding: (isText ? text.dropFirst().dropLast() : text).prefix(80), as: UTF8.self)
  }

  /// An array of an account and an amount.
  mutating func takeInputs(into row: inout ClaimRow) throws(JSONError) {
    guard try reader.kind() == .array else { return try reader.skip() }
    let offset = reader.position
    var items: [Range<Int>] = []
    try reader.enter()
    while try reader.hasNext() {
      switch try reader.kind() {
      case .string: items.append(try reader.text().range)
      case .number: items.append(try reader.number())
      case .object, .array, .word: try reader.skip()
      }
    }
    guard let first = items.first,
      let (account, upperCase) = AccountText.account(reader.bytes[first])
    else { return }
    guard items.count == 2, let amount = numbers.number(text: reader.bytes[items[1]]) else {
      return remark("an array that is no account and amount; it was passed over", at: offset)
    }
    (row.account, row.upperCase) = (account, upperCase)
    row.amount = (0, amount)
  }

  /// Whether `{"type":"BigNumber","hex":...}` is next, in whatever order.
  func isBigNumberNext() -> Bool {
    var ahead = reader
    return (try? Self.bigNumber(&ahead)) != nil
  }

  private mutating func takeBigNumber() throws(JSONError) -> (range: Range<Int>, isHex: Bool) {
    let start = reader.position
    guard let text = try Self.bigNumber(&reader) else { return (start..<reader.position, false) }
    return (text.range, true)
  }

  private static func bigNumber(_ reader: inout JSONReader) throws(JSONError) -> JSONText? {
    var hex: JSONText?
    var isBigNumber = false
    var count = 0
    guard try reader.kind() == .object else { return nil }
    try reader.enter()
    while try reader.hasNext() {
      let key = try reader.key()
      count += 1
      guard count <= 2 else { return nil }
      if reader.string(of: key) == "_isBigNumber" {
        isBigNumber = try reader.value() == .bool(true)
        continue
      }
      guard try reader.kind() == .string else { return nil }
      let text = try reader.text()
      switch reader.string(of: key) {
      case "type", "_type": isBigNumber = reader.string(of: text) == "BigNumber"
      case "hex", "_hex": hex = text
      default: return nil
      }
    }
    return isBigNumber ? hex : nil
  }

  private mutating func scanOther(_ inner: Surroundings) throws(JSONError) {
    // A table may have the name of a field: `holders` of one of them, `user` of a claim in it.
    try scanValue(inner)
  }
}
