/// An amount in base units that may be negative: a ledger entry, a net, a difference.
public struct SignedAmount: Sendable, Hashable {
  /// How far the amount is from zero, in base units.
  public let magnitude: UInt256
  /// Whether it is below zero; never for zero.
  public let isNegative: Bool

  /// Creates an amount.
  ///
  /// - Parameters:
  ///   - magnitude: How far the amount is from zero, in base units.
  ///   - isNegative: Whether it is below zero; ignored for zero.
  public init(_ magnitude: UInt256, isNegative: Bool = false) {
    self.magnitude = magnitude
    self.isNegative = isNegative && !magnitude.isZero
  }

  /// Zero.
  public static let zero = SignedAmount(.zero)

  /// The amount with the other sign.
  public var negated: SignedAmount { SignedAmount(magnitude, isNegative: !isNegative) }

  /// The amount if it is not negative, else zero.
  public var positivePart: UInt256 { isNegative ? .zero : magnitude }

  /// How far the amount is below zero, or zero.
  public var negativePart: UInt256 { isNegative ? magnitude : .zero }

  /// The sum.
  ///
  /// - Parameter other: The amount to add.
  /// - Returns: The sum.
  /// - Throws: ``AmountOverflow`` when its magnitude is 2²⁵⁶ or more.
  public func adding(_ other: SignedAmount) throws(AmountOverflow) -> SignedAmount {
    if isNegative == other.isNegative {
      return SignedAmount(try magnitude.adding(other.magnitude), isNegative: isNegative)
    }
    let (difference, isBelow) = magnitude.subtractingReportingOverflow(other.magnitude)
    if !isBelow { return SignedAmount(difference, isNegative: isNegative) }
    return SignedAmount(
      try other.magnitude.subtracting(magnitude),
      isNegative: other.isNegative
    )
  }

  /// The difference.
  ///
  /// - Parameter other: The amount to take off.
  /// - Returns: The difference.
  /// - Throws: ``AmountOverflow`` when its magnitude is 2²⁵⁶ or more.
  public func subtracting(_ other: SignedAmount) throws(AmountOverflow) -> SignedAmount {
    try adding(other.negated)
  }
}

#if !hasFeature(Embedded)
extension SignedAmount: CustomStringConvertible {
  /// The amount in decimal digits, with a minus sign below zero.
  public var description: String { (isNegative ? "-" : "") + magnitude.description }
}
#endif
