public import EVMTypes

/// A decimal number of zero or more, exact to 36 decimals: a voting power, a score, a weight.
public struct ExactDecimal: Sendable, Hashable, Comparable {
  /// The number in units of 10⁻³⁶.
  public let units: UInt256

  /// How many decimals a number has.
  public static let places = 36

  /// Zero.
  public static let zero = ExactDecimal(units: .zero)

  /// Creates a number.
  ///
  /// - Parameter units: The number in units of 10⁻³⁶.
  public init(units: UInt256) {
    self.units = units
  }

  /// Reads a number as JSON writes it, such as `25177522.19316251`, `1e-7` or `2.5E+10`.
  ///
  /// Superfluous zeros are allowed, so that 40 decimals that end with four zeros are 36.
  ///
  /// - Parameter text: Digits, optionally with a fraction and an exponent.
  /// - Throws: ``ExactDecimalError``.
  public init(text: String) throws(ExactDecimalError) {
    let bytes = [UInt8](text.utf8)
    guard bytes.first != UInt8(ascii: "-") else { throw .negative }
    let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 | 32 == UInt8(ascii: "e")
    }
    let exponent = parts.count == 2 ? try Self.exponent(parts[1]) : 0
    let mantissa = parts[0].split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard mantissa.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { throw .notANumber }
    let fractionCount = mantissa.count == 2 ? mantissa[1].count : 0
    let digits = mantissa.flatMap { $0 }.drop { $0 == UInt8(ascii: "0") }
    let zeroCount = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    let significant = digits.dropLast(zeroCount)
    guard !significant.isEmpty else {
      self.units = .zero
      return
    }
    let shift = exponent - fractionCount + zeroCount + Self.places
    guard shift >= 0 else { throw .tooManyDecimals }
    // 2²⁵⁶ has 78 digits.
    guard significant.count <= 78, shift <= 78 - significant.count,
      let units = UInt256(
        digits: significant + [UInt8](repeating: UInt8(ascii: "0"), count: shift),
        after: .zero
      )
    else { throw .tooLarge }
    self.units = units
  }

  /// An exponent, cut far beyond the length of any text, so that nothing overflows.
  private static func exponent(_ text: ArraySlice<UInt8>) throws(ExactDecimalError) -> Int {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { throw .notANumber }
    var magnitude = 0
    for digit in digits where magnitude < 1 << 50 {
      magnitude = magnitude * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return isNegative ? -magnitude : magnitude
  }

  /// Reads the one form in which Revshare writes a number.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter text: The text, as ``description`` gives it.
  public init?(canonical text: String) {
    guard let number = try? ExactDecimal(text: text),
      number.description.utf8.elementsEqual(text.utf8)
    else { return nil }
    self = number
  }

  /// Whether the number is zero.
  public var isZero: Bool { units.isZero }

  /// The sum.
  ///
  /// - Parameter other: The number to add.
  /// - Returns: The sum.
  /// - Throws: `AmountOverflow` when it is 2²⁵⁶ units or more.
  public func adding(_ other: ExactDecimal) throws(AmountOverflow) -> ExactDecimal {
    ExactDecimal(units: try units.adding(other.units))
  }

  /// Whether the left number is the smaller one.
  ///
  /// - Parameters:
  ///   - left: A number.
  ///   - right: Another number.
  /// - Returns: Whether `left` is below `right`.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.units < right.units
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number in decimal digits without superfluous zeros and without exponent, such as `0.0000001`.
  public var description: String {
    let digits = units.decimalDigits
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, Self.places + 1 - digits.count))
    let padded = zeros + digits
    let fraction = padded.suffix(Self.places).reversed().drop { $0 == UInt8(ascii: "0") }.reversed()
    let whole = String(decoding: padded.dropLast(Self.places), as: UTF8.self)
    return fraction.isEmpty ? whole : whole + "." + String(decoding: fraction, as: UTF8.self)
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
