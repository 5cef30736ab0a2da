import EVMTypes
import StrictJSON

/// The ABI type of a value in a dump.
indirect enum DumpType {
  case array(of: DumpType)
  case address
  case unsigned(bitCount: Int)
  case signed(bitCount: Int)
  case bool
  case fixedBytes(count: Int)
  case bytes
  case string

  /// Takes an elementary type of the contract ABI by its name; gives `nil` for any other.
  init?(_ name: String) {
    func count(after prefix: String, _ range: ClosedRange<Int>) -> Int? {
      guard name.utf8.starts(with: prefix.utf8), let count = Int(name.dropFirst(prefix.utf8.count)),
        range.contains(count), name == "\(prefix)\(count)"
      else { return nil }
      return count
    }
    if name.utf8.last == UInt8(ascii: "]") {
      // An array of arrays is refused before it is taken apart: there could be thousands within each other.
      guard name.hasSuffix("[]"), !name.hasSuffix("][]"),
        let element = DumpType(String(name.dropLast(2))), element.isOneWord
      else { return nil }
      self = .array(of: element)
      return
    }
    switch name {
    case "address": self = .address
    case "bool": self = .bool
    case "bytes": self = .bytes
    case "string": self = .string
    case "uint": self = .unsigned(bitCount: 256)
    case "int": self = .signed(bitCount: 256)
    default:
      if let bits = count(after: "uint", 8...256), bits.isMultiple(of: 8) {
        self = .unsigned(bitCount: bits)
      } else if let bits = count(after: "int", 8...256), bits.isMultiple(of: 8) {
        self = .signed(bitCount: bits)
      } else if let bytes = count(after: "bytes", 1...32) {
        self = .fixedBytes(count: bytes)
      } else {
        return nil
      }
    }
  }

  /// Whether a value is one word, without a length.
  private var isOneWord: Bool {
    switch self {
    case .address, .unsigned, .signed, .bool, .fixedBytes: true
    case .array, .bytes, .string: false
    }
  }

  /// Takes a value of this type; gives `nil` for what is none.
  func value(_ reader: inout JSONReader) throws(JSONError) -> ABIValue? {
    let kind = try reader.kind()
    if case .bool = self, kind == .word {
      guard case .bool(let truth) = try reader.value() else { return nil }
      return .bool(truth)
    }
    if case .array(let element) = self, kind == .array {
      var values: [ABIValue] = []
      try reader.enter()
      while try reader.hasNext() {
        guard let value = try element.value(&reader) else { return nil }
        values.append(value)
      }
      return .array(values)
    }
    guard kind == .string || kind == .number else {
      try reader.skip()
      return nil
    }
    guard kind == .string else {
      let range = try reader.number()
      return number(reader.bytes[range])
    }
    let text = try reader.text()
    switch self {
    case .address: return AccountText.account(reader.bytes[text.range]).map { .address($0.0) }
    case .string: return .bytes(Array(reader.string(of: text).utf8))
    case .bytes, .fixedBytes:
      guard let bytes = NumberText.prefixed(reader.bytes[text.range]).flatMap(Hex.bytes) else {
        return nil
      }
      guard case .fixedBytes(let count) = self else { return .bytes(bytes) }
      guard bytes.count == count else { return nil }
      return Digest(bytes: bytes + [UInt8](repeating: 0, count: 32 - count)).map { .word($0) }
    case .unsigned, .signed, .bool, .array: return number(reader.bytes[text.range])
    }
  }

  private func number(_ text: ArraySlice<UInt8>) -> ABIValue? {
    switch self {
    case .unsigned(let bitCount):
      guard let value = NumberText(isBareHex: false, decimals: nil).number(text: text),
        256 - value.leadingZeroBitCount <= bitCount
      else { return nil }
      return .unsigned(value)
    case .signed(let bitCount):
      let isNegative = text.first == UInt8(ascii: "-")
      guard
        let value = NumberText(isBareHex: false, decimals: nil)
          .number(text: isNegative ? text.dropFirst() : text)
      else { return nil }
      // In two's complement there is one negative number more than there are positive ones.
      let magnitude =
        isNegative && !value.isZero ? value.subtractingReportingOverflow(1) : (value, false)
      guard 256 - magnitude.0.leadingZeroBitCount < bitCount else { return nil }
      return .unsigned(
        isNegative ? UInt256.zero.subtractingReportingOverflow(value).partialValue : value
      )
    case .address, .bool, .fixedBytes, .bytes, .string, .array: return nil
    }
  }
}
