/// A result that does not fit in 256 bits, or would fall below zero.
public struct AmountOverflow: Error, Sendable, Hashable {
  /// Creates the error.
  public init() {}
}

extension UInt256 {
  /// The sum, modulo 2²⁵⁶, and whether it passed 2²⁵⁶.
  ///
  /// - Parameter other: The number to add.
  /// - Returns: The low 256 bits of the sum, and the carry.
  public func addingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (sum0, carry0) = limb0.addingWithCarry(other.limb0, false)
    let (sum1, carry1) = limb1.addingWithCarry(other.limb1, carry0)
    let (sum2, carry2) = limb2.addingWithCarry(other.limb2, carry1)
    let (sum3, carry3) = limb3.addingWithCarry(other.limb3, carry2)
    return (UInt256(sum0, sum1, sum2, sum3), carry3)
  }

  /// The difference, modulo 2²⁵⁶, and whether it fell below zero.
  ///
  /// - Parameter other: The number to take off.
  /// - Returns: The low 256 bits of the difference, and the borrow.
  public func subtractingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (part0, borrow0) = limb0.subtractingWithBorrow(other.limb0, false)
    let (part1, borrow1) = limb1.subtractingWithBorrow(other.limb1, borrow0)
    let (part2, borrow2) = limb2.subtractingWithBorrow(other.limb2, borrow1)
    let (part3, borrow3) = limb3.subtractingWithBorrow(other.limb3, borrow2)
    return (UInt256(part0, part1, part2, part3), borrow3)
  }

  /// The sum.
  ///
  /// - Parameter other: The number to add.
  /// - Returns: The sum.
  /// - Throws: ``AmountOverflow`` when it is 2²⁵⁶ or more.
  public func adding(_ other: UInt256) throws(AmountOverflow) -> UInt256 {
    let (sum, overflow) = addingReportingOverflow(other)
    guard !overflow else { throw AmountOverflow() }
    return sum
  }

  /// The difference.
  ///
  /// - Parameter other: The number to take off.
  /// - Returns: The difference.
  /// - Throws: ``AmountOverflow`` when `other` is the larger one.
  public func subtracting(_ other: UInt256) throws(AmountOverflow) -> UInt256 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    guard !overflow else { throw AmountOverflow() }
    return difference
  }

  /// The product.
  ///
  /// - Parameter other: The number to multiply by.
  /// - Returns: The product.
  /// - Throws: ``AmountOverflow`` when it is 2²⁵⁶ or more.
  public func multiplied(by other: UInt256) throws(AmountOverflow) -> UInt256 {
    let product = multipliedFullWidth(by: other)
    guard product.high.isZero else { throw AmountOverflow() }
    return product.low
  }

  /// The product in 512 bits.
  ///
  /// - Parameter other: The number to multiply by.
  /// - Returns: The high and the low 256 bits.
  public func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
    let left: InlineArray<4, UInt64> = [limb0, limb1, limb2, limb3]
    let right: InlineArray<4, UInt64> = [other.limb0, other.limb1, other.limb2, other.limb3]
    var product = InlineArray<8, UInt64>(repeating: 0)
    for i in 0..<4 where left[i] != 0 {
      var carry: UInt64 = 0
      for j in 0..<4 {
        // At most (2⁶⁴-1)² + 2(2⁶⁴-1) = 2¹²⁸-1, so the high word takes both carries.
        let (high, low) = left[i].multipliedFullWidth(by: right[j])
        let (sum, carry1) = low.addingReportingOverflow(product[i + j])
        let (total, carry2) = sum.addingReportingOverflow(carry)
        product[i + j] = total
        carry = high &+ (carry1 ? 1 : 0) &+ (carry2 ? 1 : 0)
      }
      product[i + 4] = carry
    }
    return (
      UInt256(product[4], product[5], product[6], product[7]),
      UInt256(product[0], product[1], product[2], product[3])
    )
  }

  /// The number in the middle of two, rounded down.
  ///
  /// - Parameter other: The other number.
  /// - Returns: Half of their sum.
  public func middle(to other: UInt256) -> UInt256 {
    let (sum, carry) = addingReportingOverflow(other)
    return UInt256(
      sum.limb0 &>> 1 | sum.limb1 &<< 63,
      sum.limb1 &>> 1 | sum.limb2 &<< 63,
      sum.limb2 &>> 1 | sum.limb3 &<< 63,
      sum.limb3 &>> 1 | (carry ? 1 &<< 63 : 0)
    )
  }

  /// The quotient and the remainder of a product, which is held in 512 bits.
  ///
  /// - Parameters:
  ///   - other: The number to multiply by.
  ///   - divisor: The divisor.
  /// - Returns: The quotient, rounded down, and what is left; `nil` when the divisor is zero or the
  ///   quotient does not fit in 256 bits.
  @inline(never)
  public func multiplied(
    by other: UInt256,
    dividedBy divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256)? {
    let product = multipliedFullWidth(by: other)
    return UInt256.dividing(high: product.high, low: product.low, by: divisor)
  }

  /// The quotient and the remainder of a division.
  ///
  /// - Parameter divisor: The divisor; `nil` is given for zero.
  /// - Returns: The quotient, rounded down, and what is left.
  public func quotientAndRemainder(
    dividingBy divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256)? {
    UInt256.dividing(high: .zero, low: self, by: divisor)
  }
}

extension UInt64 {
  fileprivate func addingWithCarry(_ other: UInt64, _ carry: Bool) -> (UInt64, Bool) {
    let (sum, carry1) = addingReportingOverflow(other)
    let (total, carry2) = sum.addingReportingOverflow(carry ? 1 : 0)
    return (total, carry1 || carry2)
  }

  fileprivate func subtractingWithBorrow(_ other: UInt64, _ borrow: Bool) -> (UInt64, Bool) {
    let (part, borrow1) = subtractingReportingOverflow(other)
    let (rest, borrow2) = part.subtractingReportingOverflow(borrow ? 1 : 0)
    return (rest, borrow1 || borrow2)
  }
}
