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
    var hasLower = false
    for byte in digits {
      let isUpper = byte & 0x60 == 0x40
      upper = upper << 1 | (isUpper ? 1 : 0)
      hasLower = hasLower || byte & 0x60 == 0x60
    }
    return (account, upper != 0 && hasLower ? upper : nil)
  }
}
