/// Reads base64 with padding, as the build writes it into the binary.
///
/// - Source: RFC 4648, section 4.
func bytes(ofBase64 text: StaticString) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8CodeUnitCount / 4 * 3)
  var bits: UInt32 = 0
  var bitCount = 0
  for digit in "\(text)".utf8 {
    guard let value = base64Value(of: digit) else { continue }
    bits = bits << 6 | value
    bitCount += 6
    guard bitCount >= 8 else { continue }
    bitCount -= 8
    bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
  }
  return bytes
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
