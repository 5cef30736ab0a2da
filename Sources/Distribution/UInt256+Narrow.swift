public import EVMTypes

extension UInt256 {
  init(low128 value: UInt128) {
    self.init(
      bigEndianWords: (
        0, 0, UInt64(truncatingIfNeeded: value >> 64), UInt64(truncatingIfNeeded: value)
      )
    )
  }

  /// The number, if it fits in 128 bits.
  public var low128: UInt128? {
    let words = bigEndianWords
    return words.0 | words.1 == 0 ? UInt128(words.2) << 64 | UInt128(words.3) : nil
  }

  /// The product.
  ///
  /// - Throws: ``AmountOverflow`` when it is 2²⁵⁶ or more.
  func multiplied(by other: UInt128) throws(AmountOverflow) -> UInt256 {
    guard let low128 else { return try multiplied(by: UInt256(low128: other)) }
    let (high, low) = low128.multipliedFullWidth(by: other)
    return UInt256(
      bigEndianWords: (
        UInt64(truncatingIfNeeded: high >> 64), UInt64(truncatingIfNeeded: high),
        UInt64(truncatingIfNeeded: low >> 64), UInt64(truncatingIfNeeded: low)
      )
    )
  }
}
