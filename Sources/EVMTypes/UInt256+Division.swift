extension UInt256 {
  /// Divides a 512-bit number.
  ///
  /// - Source: Knuth, The Art of Computer Programming, volume 2, section 4.3.1, algorithm D, with
  ///   64-bit digits.
  /// - Parameters:
  ///   - high: The high 256 bits of the dividend.
  ///   - low: The low 256 bits of the dividend.
  ///   - divisor: The divisor.
  /// - Returns: The quotient, rounded down, and what is left; `nil` when the divisor is zero or the
  ///   quotient does not fit in 256 bits, which is when `high` is not below the divisor.
  public static func dividing(
    high: UInt256,
    low: UInt256,
    by divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256)? {
    // Covers a divisor of zero: nothing is below it.
    guard high < divisor else { return nil }
    let digitCount = divisor.digitCount
    if digitCount == 1 {
      return dividing(low, carry: high.limb0, by: divisor.limb0)
    }
    // Below 64, since that digit is not zero.
    let shift = UInt64(divisor.digit(digitCount - 1).leadingZeroBitCount)
    let divisorDigits = divisor.shiftedDigits(by: shift)
    var rest = dividendDigits(high: high, low: low, shift: shift)
    var quotient = InlineArray<8, UInt64>(repeating: 0)
    for position in stride(from: 8 - digitCount, through: 0, by: -1) {
      quotient[position] = nextDigit(
        of: &rest,
        at: position,
        divisor: divisorDigits,
        digitCount: digitCount
      )
    }
    return (
      UInt256(quotient[0], quotient[1], quotient[2], quotient[3]),
      UInt256(
        rest[0] &>> shift | rest[1].shiftedLeft(by64Less: shift),
        rest[1] &>> shift | rest[2].shiftedLeft(by64Less: shift),
        rest[2] &>> shift | rest[3].shiftedLeft(by64Less: shift),
        rest[3] &>> shift | rest[4].shiftedLeft(by64Less: shift)
      )
    )
  }

  /// Divides a 320-bit number by one digit; `carry`, its highest digit, is below the divisor.
  static func dividing(
    _ low: UInt256,
    carry: UInt64,
    by divisor: UInt64
  ) -> (quotient: UInt256, remainder: UInt256) {
    let (quotient3, rest3) = divisor.dividingFullWidth((carry, low.limb3))
    let (quotient2, rest2) = divisor.dividingFullWidth((rest3, low.limb2))
    let (quotient1, rest1) = divisor.dividingFullWidth((rest2, low.limb1))
    let (quotient0, rest0) = divisor.dividingFullWidth((rest1, low.limb0))
    return (UInt256(quotient0, quotient1, quotient2, quotient3), UInt256(rest0))
  }

  /// Finds one digit of the quotient and takes its multiple of the divisor off the rest: the steps D3
  /// to D6.
  private static func nextDigit(
    of rest: inout InlineArray<9, UInt64>,
    at position: Int,
    divisor: InlineArray<4, UInt64>,
    digitCount: Int
  ) -> UInt64 {
    let top = position + digitCount
    var digit = estimate(
      (rest[top], rest[top - 1], rest[top - 2]),
      (divisor[digitCount - 1], divisor[digitCount - 2])
    )
    var borrow: UInt64 = 0
    for index in 0..<digitCount {
      let (high, low) = digit.multipliedFullWidth(by: divisor[index])
      let (taken, carry) = low.addingReportingOverflow(borrow)
      let (part, under) = rest[position + index].subtractingReportingOverflow(taken)
      rest[position + index] = part
      borrow = high &+ (carry ? 1 : 0) &+ (under ? 1 : 0)
    }
    let (part, isTooLarge) = rest[top].subtractingReportingOverflow(borrow)
    rest[top] = part
    if isTooLarge {
      digit &-= 1
      var carry = false
      for index in 0..<digitCount {
        let (sum, carry1) = rest[position + index].addingReportingOverflow(divisor[index])
        let (total, carry2) = sum.addingReportingOverflow(carry ? 1 : 0)
        rest[position + index] = total
        carry = carry1 || carry2
      }
      rest[top] = rest[top] &+ (carry ? 1 : 0)
    }
    return digit
  }

  /// Estimates a digit from the three highest digits of the rest and the two highest of the divisor:
  /// never too small, at most one too large.
  private static func estimate(
    _ rest: (UInt64, UInt64, UInt64),
    _ divisor: (UInt64, UInt64)
  ) -> UInt64 {
    // The rest is below divisor x 2^64, so its first digit is at most the divisor's.
    var digit = UInt64.max
    var remainder: UInt64
    if rest.0 < divisor.0 {
      (digit, remainder) = divisor.0.dividingFullWidth((rest.0, rest.1))
    } else {
      let (sum, overflow) = rest.1.addingReportingOverflow(divisor.0)
      if overflow { return digit }
      remainder = sum
    }
    while true {
      let (high, low) = digit.multipliedFullWidth(by: divisor.1)
      guard high > remainder || (high == remainder && low > rest.2) else { return digit }
      digit &-= 1
      let (sum, overflow) = remainder.addingReportingOverflow(divisor.0)
      if overflow { return digit }
      remainder = sum
    }
  }

  private static func dividendDigits(
    high: UInt256,
    low: UInt256,
    shift: UInt64
  ) -> InlineArray<9, UInt64> {
    let lows = low.shiftedDigits(by: shift)
    let highs = high.shiftedDigits(by: shift)
    return [
      lows[0], lows[1], lows[2], lows[3],
      highs[0] | low.limb3.shiftedRight(by64Less: shift),
      highs[1], highs[2], highs[3],
      high.limb3.shiftedRight(by64Less: shift),
    ]
  }

  /// How many digits the number has; 1 for zero.
  private var digitCount: Int {
    if limb3 != 0 { return 4 }
    if limb2 != 0 { return 3 }
    return limb1 != 0 ? 2 : 1
  }

  private func digit(_ index: Int) -> UInt64 {
    switch index {
    case 0: limb0
    case 1: limb1
    case 2: limb2
    default: limb3
    }
  }

  /// The low 256 bits of the number times 2^shift, for a shift below 64.
  private func shiftedDigits(by shift: UInt64) -> InlineArray<4, UInt64> {
    [
      limb0 &<< shift,
      limb1 &<< shift | limb0.shiftedRight(by64Less: shift),
      limb2 &<< shift | limb1.shiftedRight(by64Less: shift),
      limb3 &<< shift | limb2.shiftedRight(by64Less: shift),
    ]
  }
}

extension UInt64 {
  /// Shifts by 64 less a count below 64: by one bit first, since no shift of 64 bits is by 64.
  fileprivate func shiftedLeft(by64Less count: UInt64) -> UInt64 { (self &<< 1) &<< (63 &- count) }
  fileprivate func shiftedRight(by64Less count: UInt64) -> UInt64 { (self &>> 1) &>> (63 &- count) }
}
