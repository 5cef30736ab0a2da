extension UInt256 {
  /// Reads decimal digits.
  ///
  /// Gives `nil` for any other byte, for a superfluous zero, and for 2²⁵⁶ or more.
  ///
  /// - Parameter digits: ASCII digits, at least one; a leading zero only in `0` itself.
  public init?(decimal digits: some Collection<UInt8>) {
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
      return nil
    }
    guard let value = UInt256(digits: digits, after: .zero) else { return nil }
    self = value
  }

  /// Reads decimal digits, superfluous zeros allowed, as the continuation of a number.
  ///
  /// Gives `nil` for a byte that is no digit, and for 2²⁵⁶ or more.
  ///
  /// - Parameters:
  ///   - digits: ASCII digits, possibly none.
  ///   - start: The number that stands before them.
  public init?(digits: some Collection<UInt8>, after start: UInt256) {
    self = start
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      let (high, product) = multipliedFullWidth(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(
        UInt256(UInt64(byte - UInt8(ascii: "0")))
      )
      guard high.isZero, !overflow else { return nil }
      self = sum
    }
  }

  /// The number in decimal digits, as ASCII bytes.
  public var decimalDigits: [UInt8] {
    var digits: [UInt8] = []
    forEachDecimalDigit { digits.append($0) }
    return digits
  }

  /// Gives the decimal digits one after the other, without a list of them.
  ///
  /// - Parameter body: Takes a digit as an ASCII byte; the highest one first.
  public func forEachDecimalDigit(_ body: (UInt8) -> Void) {
    // 2^256 - 1 has 78 digits.
    var digits = InlineArray<78, UInt8>(repeating: UInt8(ascii: "0"))
    var end = digits.count
    var first = end
    var rest = self
    while true {
      // 10^19 is the largest power of ten below 2^64: nineteen digits a division.
      let (quotient, group) = UInt256.dividing(rest, carry: 0, by: 10_000_000_000_000_000_000)
      var number = group.limb0
      repeat {
        first -= 1
        // The low nibble of an ASCII digit is its number.
        digits[first] |= UInt8(truncatingIfNeeded: number % 10)
        number /= 10
      } while number > 0
      if quotient.isZero { break }
      end -= 19
      first = end
      rest = quotient
    }
    for place in first..<digits.count { body(digits[place]) }
  }
}

#if !hasFeature(Embedded)
extension UInt256: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(decoding: decimalDigits, as: UTF8.self) }
}
#endif
