import EVMTypes

/// The ways in which published files write numbers; what could be two numbers is refused.
struct NumberText: Sendable {
  /// Whether hexadecimal digits stand without a prefix in this file.
  let isBareHex: Bool
  /// The decimals of the asset where amounts count whole tokens; `nil` where they count base units.
  let decimals: Int?

  /// Reads the characters of a text.
  ///
  /// - Parameter text: The characters between the quotes.
  /// - Returns: The number, or `nil`.
  func number(text: ArraySlice<UInt8>) -> UInt256? {
    if let digits = Self.prefixed(text) {
      // Hexadecimal digits count base units; with known decimals a file means whole tokens.
      return decimals == nil ? UInt256(hexDigits: digits.span) : nil
    }
    if isBareHex { return UInt256(hexDigits: text.span) }
    return number(digits: text)
  }

  /// Reads the characters of a JSON number, as they stand: through a Double a number above 2⁵³ would change.
  ///
  /// - Parameter digits: The characters.
  /// - Returns: The number; `nil` for an exponent, a sign, and a fraction without known decimals.
  func number(digits: ArraySlice<UInt8>) -> UInt256? {
    guard let decimals else { return UInt256(decimalDigits: digits.span) }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    let fraction = digits[point...].dropFirst()
    guard point > digits.startIndex, fraction.count <= decimals,
      point == digits.endIndex || !fraction.isEmpty
    else { return nil }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: decimals - fraction.count)
    return UInt256(decimalDigits: (Array(digits[..<point]) + fraction + zeros).span)
  }

  /// Whether a text can only be hexadecimal without a prefix.
  ///
  /// `1e3` is none: it could be a decimal number with an exponent.
  static func isBareHex(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(
      maxSplits: 1,
      omittingEmptySubsequences: false,
      whereSeparator: { $0 | 32 == UInt8(ascii: "e") }
    )
    let hasExponent =
      parts.count == 2 && parts.allSatisfy { UInt256(decimalDigits: $0.span) != nil }
    return prefixed(text) == nil && UInt256(hexDigits: text.span) != nil
      && UInt256(decimalDigits: text.span) == nil && !hasExponent
  }

  /// The digits behind `0x`.
  static func prefixed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.count >= 2, text[text.startIndex] == UInt8(ascii: "0"),
      text[text.startIndex + 1] | 32 == UInt8(ascii: "x")
    else { return nil }
    return text.dropFirst(2)
  }
}
