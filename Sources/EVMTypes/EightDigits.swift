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
    // Neighbours together, then neighbouring pairs, then the two fours.
    let pairs = ((text & 0x0f0f_0f0f_0f0f_0f0f) &* 2_561) &>> 8
    let fours = ((pairs & 0x00ff_00ff_00ff_00ff) &* 6_553_601) &>> 16
    return ((fours & 0x0000_ffff_0000_ffff) &* 42_949_672_960_001) &>> 32
  }
}
