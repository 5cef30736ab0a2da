import EVMTypes
import StrictJSON

/// The ways in which published files write numbers; what could be two numbers is refused.
enum NumberText {
  /// Reads a number.
  ///
  /// - Parameters:
  ///   - value: What stands in the file.
  ///   - place: Where it stands.
  ///   - isBareHex: Whether hexadecimal digits stand without prefix in this file.
  /// - Returns: The number.
  /// - Throws: ``ForeignFileError/badNumber(_:_:)``.
  static func number(
    _ value: JSONValue,
    at place: String,
    isBareHex: Bool
  ) throws(ForeignFileError) -> UInt256 {
    if let hex = bigNumber(value) { return try number(.string(hex), at: place, isBareHex: false) }
    let text: String
    switch value {
    case .string(let string): text = string
    case .number(let digits):
      // As it stands: through a Double a number above 2^53 would change.
      guard let number = UInt256(decimal: digits.utf8) else { throw .badNumber(place, digits) }
      return number
    case .object, .array, .bool, .null: throw .badNumber(place, "a value of another kind")
    }
    if text.utf8.starts(with: "0x".utf8) {
      guard let number = hexadecimal(text.utf8.dropFirst(2)) else { throw .badNumber(place, text) }
      return number
    }
    guard
      let number = isBareHex
        ? hexadecimal(text.utf8[...]) : UInt256(digits: text.utf8, after: .zero),
      !text.isEmpty
    else { throw .badNumber(place, text) }
    return number
  }

  static func bigNumber(_ value: JSONValue) -> String? {
    guard case .object(let members) = value,
      members.contains(where: { $0.key == "type" && $0.value == .string("BigNumber") }),
      case .string(let hex)? = members.first(where: { $0.key == "hex" })?.value
    else { return nil }
    return hex
  }

  /// Whether a text can only be hexadecimal without a prefix.
  static func isBareHex(_ value: JSONValue) -> Bool {
    guard case .string(let text) = value, !text.utf8.starts(with: "0x".utf8) else { return false }
    return hexadecimal(text.utf8[...]) != nil && UInt256(digits: text.utf8, after: .zero) == nil
  }

  private static func hexadecimal(_ digits: Substring.UTF8View) -> UInt256? {
    let trimmed = Array(digits.drop { $0 == UInt8(ascii: "0") })
    guard !digits.isEmpty, trimmed.count <= 64 else { return nil }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 64 - trimmed.count)
    guard let bytes = Hex.bytes(of: zeros + trimmed), let digest = Digest(bytes: bytes) else {
      return nil
    }
    return UInt256(bigEndianWords: digest.bigEndianWords)
  }
}
