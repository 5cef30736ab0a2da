import Distribution
import EVMTypes

/// Reads fields from their bytes; `nil` for what has to be read carefully.
enum PlainField {
  private static let powersOfTen: [UInt128] = (0..<38).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  /// An account, and which of its digits are upper case, the first one in the highest of 40 bits; 0 where all letters
  /// have one case.
  static func account(
    _ text: UnsafeBufferPointer<UInt8>,
    _ field: Range<Int>
  ) -> (account: Address, upperCase: UInt64)? {
    guard field.count == 42, unsafe text[field.lowerBound] == UInt8(ascii: "0"),
      unsafe text[field.lowerBound + 1] == UInt8(ascii: "x"),
      let account = unsafe Address(
        hexDigits: UnsafeBufferPointer(rebasing: text[field.dropFirst(2)]).span
      )
    else { return nil }
    var (upper, lower): (UInt64, UInt64) = (0, 0)
    let bytes = UnsafeRawBufferPointer(text)
    let ones: UInt64 = 0x0101_0101_0101_0101
    for offset in stride(from: field.lowerBound + 2, to: field.upperBound, by: 8) {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
      lower |= word &>> 6 & word &>> 5 & ones
      // Bit 0 of byte i to bit i.
      let isUpper = word &>> 6 & ~(word &>> 5) & ones
      upper = upper &<< 8 | (isUpper &* 0x0102_0408_1020_4080) &>> 56
    }
    return (account, lower == 0 ? 0 : upper)
  }

  /// An amount of at most 38 digits, decimals included.
  static func amount(
    _ text: UnsafeBufferPointer<UInt8>,
    _ field: Range<Int>,
    _ form: DecimalAmount
  ) -> UInt256? {
    let point = form.isBaseUnits ? nil : unsafe text[field].firstIndex(of: UInt8(ascii: "."))
    let whole = field.lowerBound..<(point ?? field.upperBound)
    let fraction = (point.map { $0 + 1 } ?? field.upperBound)..<field.upperBound
    let places = form.isBaseUnits ? 0 : form.decimals
    guard !whole.isEmpty, whole.count + places <= 38, fraction.count <= places,
      point == nil || !fraction.isEmpty, let units = unsafe number(text, whole, after: 0),
      let value = unsafe number(text, fraction, after: units)
    else { return nil }
    let amount = value * powersOfTen[places - fraction.count]
    return UInt256(
      bigEndianWords: (
        0, 0, UInt64(truncatingIfNeeded: amount >> 64), UInt64(truncatingIfNeeded: amount)
      )
    )
  }

  /// A sequence: a number of at most 18 digits, or nothing.
  static func sequence(_ text: UnsafeBufferPointer<UInt8>, _ field: Range<Int>?) -> UInt64?? {
    guard let field, !field.isEmpty else { return .some(nil) }
    guard field.count <= 18, let number = unsafe number(text, field, after: 0) else { return nil }
    return .some(UInt64(truncatingIfNeeded: number))
  }

  /// Unix seconds.
  static func unixTime(_ text: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Timestamp? {
    guard (1...18).contains(field.count),
      unsafe field.count == 1 || text[field.lowerBound] != UInt8(ascii: "0"),
      let seconds = unsafe number(text, field, after: 0)
    else { return nil }
    return Timestamp(unixSeconds: UInt64(truncatingIfNeeded: seconds))
  }

  /// Digits as the continuation of a number; the result has at most 38.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>,
    _ digits: Range<Int>,
    after start: UInt128
  ) -> UInt128? {
    let bytes = unsafe text.span.bytes
    var value = start
    var place = digits.lowerBound
    while digits.upperBound - place >= 8 {
      guard let eight = EightDigits.number(in: bytes, at: place) else { return nil }
      value = value &* 100_000_000 &+ UInt128(eight)
      place += 8
    }
    var (rest, scale): (UInt64, UInt64) = (0, 1)
    while place < digits.upperBound {
      let digit = unsafe text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      rest = rest &* 10 &+ UInt64(digit)
      scale = scale &* 10
      place += 1
    }
    return value &* UInt128(scale) &+ UInt128(rest)
  }
}
