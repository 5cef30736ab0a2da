extension JSONValue {
  /// The value in the one form in which Revshare publishes JSON, with a line feed at the end.
  ///
  /// Two spaces a level, one member or element a line. Nothing is escaped but quotes, backslashes and
  /// characters below U+0020.
  ///
  /// - Source: docs/specification.md, section 5.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indentation: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// The value without any white space, as JavaScript's `JSON.stringify` writes it.
  public var compactBytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indentation: nil)
    return bytes
  }

  private func append(to bytes: inout [UInt8], indentation: Int?) {
    switch self {
    case .object(let members):
      appendItems(members, "{", "}", to: &bytes, indentation: indentation) { member, bytes, level in
        appendText(member.key, to: &bytes)
        bytes += level == nil ? ":".utf8 : ": ".utf8
        member.value.append(to: &bytes, indentation: level)
      }
    case .array(let elements):
      appendItems(elements, "[", "]", to: &bytes, indentation: indentation) {
        element,
        bytes,
        level in
        element.append(to: &bytes, indentation: level)
      }
    case .string(let text): appendText(text, to: &bytes)
    case .number(let text): bytes += text.utf8
    case .bool(let value): bytes += value ? "true".utf8 : "false".utf8
    case .null: bytes += "null".utf8
    }
  }
}

private func appendItems<Item>(
  _ items: [Item],
  _ opening: Unicode.Scalar,
  _ closing: Unicode.Scalar,
  to bytes: inout [UInt8],
  indentation: Int?,
  _ appendItem: (Item, inout [UInt8], Int?) -> Void
) {
  bytes.append(UInt8(ascii: opening))
  for (index, item) in items.enumerated() {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    appendLineBreak(to: &bytes, indentation: indentation.map { $0 + 1 })
    appendItem(item, &bytes, indentation.map { $0 + 1 })
  }
  if !items.isEmpty { appendLineBreak(to: &bytes, indentation: indentation) }
  bytes.append(UInt8(ascii: closing))
}

private func appendLineBreak(to bytes: inout [UInt8], indentation: Int?) {
  guard let indentation else { return }
  bytes.append(UInt8(ascii: "\n"))
  bytes += repeatElement(UInt8(ascii: " "), count: 2 * indentation)
}

private func appendText(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  // Nearly all texts have nothing to escape: these are copied together.
  let isCopied = unsafe text.utf8.withContiguousStorageIfAvailable { buffer in
    guard unsafe !buffer.contains(where: isEscaped) else { return false }
    unsafe bytes.append(contentsOf: buffer)
    return true
  }
  if isCopied != true {
    for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
  }
  bytes.append(UInt8(ascii: "\""))
}

private func isEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "\""): bytes += "\\\"".utf8
  case UInt8(ascii: "\\"): bytes += "\\\\".utf8
  case 0x08: bytes += "\\b".utf8
  case 0x09: bytes += "\\t".utf8
  case 0x0A: bytes += "\\n".utf8
  case 0x0C: bytes += "\\f".utf8
  case 0x0D: bytes += "\\r".utf8
  case 0..<0x20:
    let digits = Array("0123456789abcdef".utf8)
    bytes += "\\u00".utf8
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  default: bytes.append(byte)
  }
}
