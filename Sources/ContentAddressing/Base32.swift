/// Bytes as base32 in lower case, without padding.
///
/// - Source: RFC 4648, section 6; multibase `b`.
func base32(_ bytes: [UInt8]) -> String {
  let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  var text: [UInt8] = []
  var bits: UInt32 = 0
  var bitCount: UInt32 = 0
  for byte in bytes {
    bits = bits << 8 | UInt32(byte)
    bitCount += 8
    while bitCount >= 5 {
      bitCount -= 5
      text.append(alphabet[Int(bits >> bitCount & 31)])
    }
    bits &= 1 << bitCount - 1
  }
  if bitCount > 0 { text.append(alphabet[Int(bits << (5 - bitCount) & 31)]) }
  return String(decoding: text, as: UTF8.self)
}
