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
    var reversed: [UInt8] = []
    var rest = self
    // 10^19 is the largest power of ten below 2^64: nineteen digits a division.
    while let (quotient, group) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
    {
      let isLast = quotient.isZero
      var digits = group.limb0
      var count = 0
      while digits > 0 || count < (isLast ? 1 : 19) {
        reversed.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10))
        digits /= 10
        count += 1
      }
      if isLast { break }
      rest = quotient
    }
    return reversed.reversed()
  }
}

#if !hasFeature(Embedded)
extension UInt256: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(decoding: decimalDigits, as: UTF8.self) }
}
#endif
