import ClaimVerifier
public import EVMTypes

/// The shares of many holders in one allocation: ``ShareFormula``, without a division for each of them.
///
/// With R = ⌊A × 2ᵏ ÷ W⌋ and w ≤ W < 2ᵏ, ⌊w × R ÷ 2ᵏ⌋ is the share or one less: A ÷ W is above R ÷ 2ᵏ by less than
/// 2⁻ᵏ, and w times that by less than one. What is left over says which. Where A is 2¹²⁷ or more, or W is 2¹⁹² or
/// more, each share is divided out.
public struct Apportionment: Sendable, Hashable {
  /// What is divided, in base units of the payout asset.
  public let allocation: UInt256
  /// All holders' weight.
  public let totalWeight: UInt256
  private let reciprocal: Reciprocal?

  /// What is worked out once.
  private struct Reciprocal: Sendable, Hashable {
    let allocation: UInt128
    let scaled: UInt128
    /// k: how many bits W has.
    let shift: Int
  }

  /// Prepares shares.
  ///
  /// - Parameters:
  ///   - allocation: What is divided, in base units of the payout asset.
  ///   - totalWeight: All holders' weight.
  public init(of allocation: UInt256, totalWeight: UInt256) {
    self.allocation = allocation
    self.totalWeight = totalWeight
    let shift = 256 - totalWeight.leadingZeroBitCount
    guard let narrow = allocation.low128, narrow >> 127 == 0, (1...192).contains(shift) else {
      self.reciprocal = nil
      return
    }
    let product = allocation.multipliedFullWidth(by: UInt256(powerOfTwo: shift))
    let scaled = UInt256.dividing(high: product.high, low: product.low, by: totalWeight)?.quotient
    // W is at least 2ᵏ⁻¹, so R is at most 2A.
    self.reciprocal = scaled?.low128.map {
      Reciprocal(allocation: narrow, scaled: $0, shift: shift)
    }
  }

  /// ⌊allocation × weight ÷ total weight⌋.
  ///
  /// - Parameter weight: The holder's weight.
  /// - Returns: The share in base units of the payout asset; `nil` when the total is zero or the share does not fit
  ///   in 256 bits, which takes a weight above the total.
  public func share(of weight: UInt256) -> UInt256? {
    guard let reciprocal, weight <= totalWeight else {
      return ShareFormula.share(of: allocation, weight: weight, totalWeight: totalWeight)
    }
    let estimate = Product(weight, reciprocal.scaled).shifted(right: reciprocal.shift)
    // Below 2W, so below 2²⁵⁶: the low limbs suffice.
    let rest = Product(weight, reciprocal.allocation).low256
      .subtractingReportingOverflow(Product(totalWeight, estimate).low256).partialValue
    return UInt256(low128: rest < totalWeight ? estimate : estimate + 1)
  }
}

/// A number below 2¹⁹² times one below 2¹²⁸: five limbs, the lowest first.
private struct Product {
  var (limb0, limb1, limb2, limb3, limb4): (UInt64, UInt64, UInt64, UInt64, UInt64)

  init(_ left: UInt256, _ right: UInt128) {
    let (_, left2, left1, left0) = left.bigEndianWords
    let right0 = UInt64(truncatingIfNeeded: right)
    let right1 = UInt64(truncatingIfNeeded: right >> 64)
    var carry: UInt64 = 0
    limb0 = Self.step(left0, right0, 0, &carry)
    limb1 = Self.step(left1, right0, 0, &carry)
    limb2 = Self.step(left2, right0, 0, &carry)
    limb3 = carry
    carry = 0
    limb1 = Self.step(left0, right1, limb1, &carry)
    limb2 = Self.step(left1, right1, limb2, &carry)
    limb3 = Self.step(left2, right1, limb3, &carry)
    limb4 = carry
  }

  /// The low limb of a product and two addends, which never exceed two limbs; the high one is carried.
  @inline(__always)
  private static func step(
    _ left: UInt64,
    _ right: UInt64,
    _ addend: UInt64,
    _ carry: inout UInt64
  ) -> UInt64 {
    let sum = UInt128(left) &* UInt128(right) &+ UInt128(addend) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: sum >> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// The low 256 bits.
  var low256: UInt256 { UInt256(bigEndianWords: (limb3, limb2, limb1, limb0)) }

  /// The number divided by 2^count, for a count up to 192 and a result below 2¹²⁸.
  func shifted(right count: Int) -> UInt128 {
    let (low, middle, high): (UInt64, UInt64, UInt64)
    switch count >> 6 {
    case 0: (low, middle, high) = (limb0, limb1, limb2)
    case 1: (low, middle, high) = (limb1, limb2, limb3)
    case 2: (low, middle, high) = (limb2, limb3, limb4)
    default: (low, middle, high) = (limb3, limb4, 0)
    }
    let rest = count & 63
    let words = UInt128(middle) << 64 | UInt128(low)
    return rest == 0 ? words : words >> UInt128(rest) | UInt128(high) << UInt128(128 - rest)
  }
}

extension UInt256 {
  /// Two to a power below 256.
  fileprivate init(powerOfTwo power: Int) {
    let limb = UInt64(1) << UInt64(power & 63)
    let place = power >> 6
    self.init(
      bigEndianWords: (
        place == 3 ? limb : 0, place == 2 ? limb : 0, place == 1 ? limb : 0, place == 0 ? limb : 0
      )
    )
  }
}
