/// An unsigned 256-bit number: an amount in base units, or a weight in base units × seconds.
///
/// Arithmetic never wraps and never traps: it reports overflow. Safe for Embedded Swift, which lacks
/// 128-bit multiplication on WebAssembly; hence the 64-bit limbs.
public struct UInt256: Sendable, Hashable {
  /// The limbs, the lowest first.
  var limb0: UInt64
  var limb1: UInt64
  var limb2: UInt64
  var limb3: UInt64

  /// Creates a number from its limbs, the lowest first.
  init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
    self.limb0 = limb0
    self.limb1 = limb1
    self.limb2 = limb2
    self.limb3 = limb3
  }

  /// Creates a number from a smaller one.
  ///
  /// - Parameter value: The number.
  public init(_ value: UInt64) {
    self.init(value, 0, 0, 0)
  }

  /// Creates a number from four big-endian words, the highest first.
  ///
  /// - Parameter words: The words.
  public init(bigEndianWords words: (UInt64, UInt64, UInt64, UInt64)) {
    self.init(words.3, words.2, words.1, words.0)
  }

  /// The number as four words, the highest first.
  public var bigEndianWords: (UInt64, UInt64, UInt64, UInt64) { (limb3, limb2, limb1, limb0) }

  /// Zero.
  public static let zero = UInt256(0)
  /// 2²⁵⁶ - 1.
  public static let max = UInt256(.max, .max, .max, .max)

  /// Whether the number is zero.
  public var isZero: Bool { limb0 | limb1 | limb2 | limb3 == 0 }

  /// How many bits stand before the highest one; 256 for zero.
  public var leadingZeroBitCount: Int {
    if limb3 != 0 { return limb3.leadingZeroBitCount }
    if limb2 != 0 { return 64 + limb2.leadingZeroBitCount }
    if limb1 != 0 { return 128 + limb1.leadingZeroBitCount }
    return 192 + limb0.leadingZeroBitCount
  }

  /// The number, if it fits in 64 bits.
  public var asUInt64: UInt64? { limb1 | limb2 | limb3 == 0 ? limb0 : nil }
}

extension UInt256: Comparable {
  /// Whether the left number is the smaller one.
  ///
  /// - Parameters:
  ///   - left: A number.
  ///   - right: Another number.
  /// - Returns: Whether `left` is below `right`.
  public static func < (left: UInt256, right: UInt256) -> Bool {
    if left.limb3 != right.limb3 { return left.limb3 < right.limb3 }
    if left.limb2 != right.limb2 { return left.limb2 < right.limb2 }
    if left.limb1 != right.limb1 { return left.limb1 < right.limb1 }
    return left.limb0 < right.limb0
  }
}

extension UInt256: ExpressibleByIntegerLiteral {
  /// Takes a literal of the source text.
  ///
  /// - Parameter value: The literal, below 2⁶⁴.
  public init(integerLiteral value: UInt64) {
    self.init(value)
  }
}
