import EVMTypes

/// Reads amounts of at most 38 digits, decimals included.
struct PlainAmount {
  /// How many digits after the point there may be, and are counted.
  private let decimals: Int
  private let isWithPoint: Bool
  private let powersOfTen: [UInt128]

  /// Gives `nil` for a form whose amounts may all have more digits.
  init?(_ form: DecimalAmount) {
    let decimals = form.isBaseUnits ? 0 : form.decimals
    guard decimals < 38 else { return nil }
    self.decimals = decimals
    self.isWithPoint = !form.isBaseUnits
    self.powersOfTen = (0..<38).reduce(into: [1]) { powers, _ in
      powers.append(powers[powers.count - 1] * 10)
    }
  }

  /// The amount that begins at a place, in base units, and where it ends; `nil` for what has to be read carefully.
  @inline(__always)
  func amount(_ text: Span<UInt8>, _ place: inout Int) -> UInt128? {
    let start = place
    var value: UInt128 = 0
    guard readDigits(text, &place, &value) else { return nil }
    let whole = place - start
    guard whole > 0, whole + decimals <= 38 else { return nil }
    guard isWithPoint, text[place] == UInt8(ascii: ".") else {
      return decimals == 0 ? value : value * powersOfTen[decimals]
    }
    place += 1
    let point = place
    guard readDigits(text, &place, &value) else { return nil }
    let fraction = place - point
    guard fraction > 0, fraction <= decimals else { return nil }
    return value * powersOfTen[decimals - fraction]
  }

  /// Reads digits as the continuation of a number; gives `false` for 40 and more.
  @inline(__always)
  private func readDigits(_ text: Span<UInt8>, _ place: inout Int, _ value: inout UInt128) -> Bool {
    let start = place
    while true {
      let (count, number) = unsafe EightDigits.leading(in: text.bytes, at: place)
      place += count
      guard count == 8 else {
        guard place - start <= 38 else { return false }
        value = value &* powersOfTen[count] &+ UInt128(number)
        return true
      }
      value = value &* 100_000_000 &+ UInt128(number)
      guard place - start < 40 else { return false }
    }
  }
}
