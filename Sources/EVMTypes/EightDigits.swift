/// Decimal digits, eight at a time.
///
/// All bytes of a word are tested and converted together, without a table.
public enum EightDigits: Sendable {
  /// Eight digits as a number.
  ///
  /// - Parameters:
  ///   - digits: The digits.
  ///   - offset: Where the eight begin; as many have to be there.
  /// - Returns: The number; `nil` when one of them is no digit.
  @inlinable
  @inline(__always)
  public static func number(in digits: borrowing RawSpan, at offset: Int) -> UInt64? {
    let text = unsafe digits.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      .littleEndian
    // A digit has 3 in its high nibble, also when six is added.
    guard text & 0xf0f0_f0f0_f0f0_f0f0 == 0x3030_3030_3030_3030,
      (text &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0 == 0x3030_3030_3030_3030
    else { return nil }
    return number(ofDigits: text & 0x0f0f_0f0f_0f0f_0f0f)
  }

  /// The digits that a text begins with, of which there may be fewer than eight.
  ///
  /// - Parameter text: Eight bytes, the first one the lowest.
  /// - Returns: How many digits come before any other byte, at most eight, and their number.
  @inlinable
  @inline(__always)
  public static func leading(of text: UInt64) -> (count: Int, number: UInt64) {
    let digits = text ^ 0x3030_3030_3030_3030
    // The lowest byte above nine is marked for certain; what it carries only reaches those after it.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount / 8
    // Zeros come before fewer than eight of them; with none of them all bytes are shifted out.
    return (count, number(ofDigits: digits << UInt64(64 - 8 * count)))
  }

  /// The number of eight digits, one a byte, the first one in the lowest.
  @inlinable
  @inline(__always)
  static func number(ofDigits digits: UInt64) -> UInt64 {
    // Neighbours together, then neighbouring pairs, then the two fours.
    let pairs = (digits &* 2_561) &>> 8
    let fours = ((pairs & 0x00ff_00ff_00ff_00ff) &* 6_553_601) &>> 16
    return ((fours & 0x0000_ffff_0000_ffff) &* 42_949_672_960_001) &>> 32
  }
}
