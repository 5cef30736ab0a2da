import EVMTypes

/// Accounts as published files write them: with or without a checksum, right or wrong.
enum AccountText {
  /// Reads `0x` and 40 hexadecimal digits.
  ///
  /// - Parameter text: The characters.
  /// - Returns: The account, and if letters of both cases occur which digits are upper case, the first one in
  ///   the highest of 40 bits; `nil` for another text.
  static func account(_ text: ArraySlice<UInt8>) -> (Address, UInt64?)? {
    guard text.count == 42, let digits = NumberText.prefixed(text),
      let account = Address(hexDigits: digits.span)
    else { return nil }
    var upper: UInt64 = 0
    var lower: UInt64 = 0
    let bytes = unsafe digits.span.bytes
    for offset in stride(from: 0, to: 40, by: 8) {
      let text = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
      let ones: UInt64 = 0x0101_0101_0101_0101
      let isUpper = text &>> 6 & ~(text &>> 5) & ones
      lower |= text &>> 6 & text &>> 5 & ones
      // Bit 0 of byte i to bit i.
      upper = upper &<< 8 | (isUpper &* 0x0102_0408_1020_4080) &>> 56
    }
    return (account, upper != 0 && lower != 0 ? upper : nil)
  }
}
