/// Bytes as pairs of hexadecimal digits, without a prefix.
public enum Hex: Sendable {
  /// Writes bytes in lower case.
  ///
  /// - Parameter bytes: The bytes.
  /// - Returns: Two ASCII digits a byte.
  public static func digits(of bytes: [UInt8]) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return digits
  }

  /// Reads digits of either case.
  ///
  /// - Parameter digits: ASCII digits.
  /// - Returns: One byte for two digits; `nil` for an odd count or another character.
  public static func bytes(of digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for character in digits {
      guard let value = value(of: character) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// Reads digits of either case that lie together.
  ///
  /// - Parameter digits: ASCII digits.
  /// - Returns: One byte for two digits; `nil` for an odd count or another character.
  public static func bytes(ofDigits digits: Span<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes = [UInt8](repeating: 0, count: digits.count / 2)
    for place in bytes.indices {
      guard let high = value(of: digits[2 * place]), let low = value(of: digits[2 * place + 1])
      else { return nil }
      bytes[place] = high << 4 | low
    }
    return bytes
  }

  /// Writes a number below 16 in lower case.
  ///
  /// - Parameter value: The number.
  /// - Returns: An ASCII digit.
  public static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
