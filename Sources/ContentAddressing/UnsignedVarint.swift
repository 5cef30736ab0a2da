/// Appends a whole number as the formats of multiformats and Protocol Buffers write it: seven bits a byte, the
/// lowest first, the high bit set in every byte but the last.
///
/// - Source: multiformats, unsigned-varint; Protocol Buffers, "Base 128 Varints".
func appendVarint(_ number: Int, to bytes: inout [UInt8]) {
  precondition(number >= 0, "a varint is unsigned")
  var rest = number
  while rest > 0x7F {
    bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  bytes.append(UInt8(rest))
}
