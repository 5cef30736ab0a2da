public import EVMTypes

/// How many whole tokens of one asset a whole token of another is, exactly as it was written.
///
/// - Source: docs/specification.md, section 8.1.
public struct ExchangeRate: Sendable, Hashable {
  /// The most decimals that a rate may have.
  public static let placeLimit = 36

  /// The digits without the point: never zero, below 2¹²⁸.
  public let digits: UInt256
  /// How many of the digits stand behind the point, from 0 to 36.
  public let places: Int

  /// Reads a decimal such as `1.0825`; superfluous zeros behind the point are dropped.
  ///
  /// Gives `nil` for anything but digits with at most 36 decimals, for zero, and for 2¹²⁸ or more without
  /// the point.
  ///
  /// - Parameter text: The text.
  public init?(text: String) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || !fraction.isEmpty else { return nil }
    let kept = fraction.reversed().drop { $0 == UInt8(ascii: "0") }.reversed()
    guard kept.count <= Self.placeLimit, let whole = parts.first,
      let start = UInt256(decimal: whole), UInt256(digits: fraction, after: .zero) != nil,
      let digits = UInt256(digits: kept, after: start), !digits.isZero,
      digits.leadingZeroBitCount >= 128
    else { return nil }
    self.digits = digits
    self.places = kept.count
  }

  /// Converts an amount: the floor of the exact magnitude, then the sign.
  ///
  /// - Parameters:
  ///   - amount: The amount, in base units of the one asset.
  ///   - decimals: How many decimals the one asset has, from 0 to 36.
  ///   - payoutDecimals: How many the other has, from 0 to 36.
  /// - Returns: The amount in base units of the other asset.
  /// - Throws: `AmountOverflow` when it does not fit in 256 bits.
  public func converted(
    _ amount: SignedAmount,
    decimals: Int,
    payoutDecimals: Int
  ) throws(AmountOverflow) -> SignedAmount {
    let shift = payoutDecimals - places - decimals
    var factor = digits
    var divisor: UInt256 = 1
    // At most 2¹²⁸ × 10³⁶ and 10⁷², which fit in 256 bits.
    if shift >= 0 {
      factor = try factor.multiplied(by: try power(ofTen: shift))
    } else {
      divisor = try power(ofTen: -shift)
    }
    let product = amount.magnitude.multipliedFullWidth(by: factor)
    guard product.high < divisor,
      let quotient = UInt256.dividing(high: product.high, low: product.low, by: divisor)?.quotient
    else { throw AmountOverflow() }
    return SignedAmount(quotient, isNegative: amount.isNegative)
  }
}

/// 10 to a power.
func power(ofTen exponent: Int) throws(AmountOverflow) -> UInt256 {
  var power: UInt256 = 1
  for _ in 0..<exponent { power = try power.multiplied(by: UInt256(10)) }
  return power
}

extension ExchangeRate: CustomStringConvertible {
  /// The rate as a decimal without superfluous zeros.
  public var description: String {
    let digits = digits.description
    guard places > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
