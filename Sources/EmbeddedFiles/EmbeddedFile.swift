/// A file of the source tree that the build put into the binary.
public struct EmbeddedFile: Sendable {
  /// The path in its folder.
  public let path: String
  private let base64: StaticString

  /// Takes what the build wrote.
  ///
  /// - Parameters:
  ///   - path: The path in its folder.
  ///   - base64: The content in base64.
  public init(path: String, base64: StaticString) {
    self.path = path
    self.base64 = base64
  }

  /// The content.
  ///
  /// - Source: RFC 4648, section 4.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(base64.utf8CodeUnitCount / 4 * 3)
    var bits: UInt32 = 0
    var bitCount = 0
    for digit in "\(base64)".utf8 {
      guard let value = base64Value(of: digit) else { continue }
      bits = bits << 6 | value
      bitCount += 6
      guard bitCount >= 8 else { continue }
      bitCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
    }
    return bytes
  }
}

private func base64Value(of digit: UInt8) -> UInt32? {
  switch digit {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
  case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
