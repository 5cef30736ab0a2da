import EVMTypes

/// Groups decimal digits by threes: `1234567` becomes `1,234,567`.
func grouped(_ digits: some Collection<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(digits.count + digits.count / 3)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(UInt8(ascii: ",")) }
    text.append(digit)
  }
  return String(decoding: text, as: UTF8.self)
}

/// Groups the digits of a count by threes.
func grouped(_ count: Int) -> String {
  count < 0 ? "\u{2212}" + grouped("\(count.magnitude)".utf8) : grouped("\(count)".utf8)
}

/// A number of base units as a decimal of whole tokens, its digits apart.
struct DecimalDigits {
  /// The digits before the point, at least one.
  let whole: ArraySlice<UInt8>
  /// The digits after the point, as many as the token has decimals.
  let fraction: ArraySlice<UInt8>

  init(_ baseUnits: UInt256, decimals: Int) {
    let digits = baseUnits.decimalDigits
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, decimals + 1 - digits.count))
    let padded = zeros + digits
    self.whole = padded.dropLast(decimals)
    self.fraction = padded.suffix(decimals)
  }

  /// The digits after the point without the zeros at the end, but for a least number.
  func fraction(atLeast least: Int) -> ArraySlice<UInt8> {
    let zero = UInt8(ascii: "0")
    let significant = fraction.lastIndex { $0 != zero }.map { fraction.prefix(through: $0) } ?? []
    return fraction.prefix(max(significant.count, least))
  }
}

/// A number of base units in whole tokens, in full precision, its digits grouped.
///
/// Zeros at the end are left out, but for a least number of decimals.
func tokens(_ baseUnits: UInt256, decimals: Int, atLeast least: Int = 0) -> String {
  let digits = DecimalDigits(baseUnits, decimals: decimals)
  let fraction = digits.fraction(atLeast: least)
  return grouped(digits.whole)
    + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
}

/// A part of a total in percent, rounded down to two decimals; a dash where the total is zero.
func percentRoundedDown(_ part: UInt256, of total: UInt256) -> String {
  let product = part.multipliedFullWidth(by: 10_000)
  guard let hundredths = UInt256.dividing(high: product.high, low: product.low, by: total) else {
    return "\u{2013}"
  }
  return tokens(hundredths.quotient, decimals: 2, atLeast: 2) + "%"
}

/// ⌊part × size ÷ total⌋, at most the size; zero where the total is.
func scaled(_ part: UInt256, of total: UInt256, to size: Int) -> Int {
  let product = part.multipliedFullWidth(by: UInt256(UInt64(size)))
  let quotient = UInt256.dividing(high: product.high, low: product.low, by: total)?.quotient
  return quotient?.asUInt64.map { Int(min($0, UInt64(size))) } ?? (total.isZero ? 0 : size)
}

/// The sum of amounts.
func sum(of amounts: some Sequence<UInt256>) throws(AmountOverflow) -> UInt256 {
  var sum = UInt256.zero
  for amount in amounts { sum = try sum.adding(amount) }
  return sum
}

/// A count with its word.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  grouped(count) + " " + (count == 1 ? one : many)
}
