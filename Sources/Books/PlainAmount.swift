import EVMTypes

/// Reads amounts of at most 38 digits, decimals included.
struct PlainAmount {
  /// How many digits after the point there may be, and are counted.
  private let decimals: Int
  private let isWithPoint: Bool
  /// How many base units a unit of the column has.
  private let unit: UInt128
  private let powersOfTen: [UInt128]
  private let smallPowers: [UInt64]

  /// Gives `nil` for a form whose amounts may all have more digits.
  init?(_ form: DecimalAmount) {
    let decimals = form.isBaseUnits ? 0 : form.decimals
    guard decimals < 38 else { return nil }
    self.decimals = decimals
    self.isWithPoint = !form.isBaseUnits
    self.powersOfTen = (0..<38).reduce(into: [1]) { powers, _ in
      powers.append(powers[powers.count - 1] * 10)
    }
    self.unit = powersOfTen[decimals]
    self.smallPowers = powersOfTen.prefix(9).map { UInt64($0) }
  }

  /// The amount that begins at a place, in base units, and where it ends; `nil` for what has to be read carefully.
  @inline(__always)
  func amount(_ text: PlainText, _ place: inout Int) -> UInt128? {
    let start = place
    var (count, number) = sixteenDigits(text, place)
    place &+= count
    var value = UInt128(number)
    while count == 16 {
      guard place - start < 40 else { return nil }
      (count, number) = sixteenDigits(text, place)
      // Of more than 38 digits nothing is made.
      value = value &* powersOfTen[count] &+ UInt128(number)
      place &+= count
    }
    let whole = place - start
    guard whole > 0, whole + decimals <= 38 else { return nil }
    // As it has at most 38 digits.
    guard isWithPoint, text[place] == UInt8(ascii: ".") else { return value &* unit }
    return withFraction(value, text, &place)
  }

  /// An amount with the digits behind its point.
  private func withFraction(_ whole: UInt128, _ text: PlainText, _ place: inout Int) -> UInt128? {
    place &+= 1
    var value = whole
    var fraction = 0
    while true {
      let (count, number) = sixteenDigits(text, place)
      fraction += count
      guard fraction <= decimals else { return nil }
      value = value * powersOfTen[count] + UInt128(number)
      place &+= count
      if count < 16 { break }
    }
    guard fraction > 0 else { return nil }
    return value * powersOfTen[decimals - fraction]
  }

  /// The digits that begin at a place, up to sixteen of them: how many, and their number.
  @inline(__always)
  private func sixteenDigits(_ text: PlainText, _ place: Int) -> (count: Int, number: UInt64) {
    let (count, high) = EightDigits.leading(of: text.word(at: place))
    // No branch for those that have more than eight, as nobody can foresee it.
    let (more, low) = EightDigits.leading(of: count == 8 ? text.word(at: place &+ 8) : 0)
    return (count &+ more, high &* smallPowers[more] &+ low)
  }
}
