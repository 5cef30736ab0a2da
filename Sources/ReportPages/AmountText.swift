import Distribution
import EVMTypes

/// An amount as a page shows it: short to the eye, in full on demand, exact for machines.
struct AmountText: Sendable, Hashable {
  /// The amount in base units, as documents write it.
  let base: String
  /// The amount in whole tokens, every digit.
  let full: String
  /// The same, cut after two decimals.
  let short: String
  /// The digits that follow the short text; of long fractions the first six and an ellipsis.
  let fine: String
  /// The token's symbol.
  let unit: String

  /// The amount where several stand beside each other: in full, or short where that is long.
  var comparable: String { fine.utf8.count > Self.shownDecimals - 2 ? short : full }

  /// Fractions up to this length are shown in full in tables.
  private static let shownDecimals = 8

  init(_ amount: SignedAmount, of token: Token) {
    let digits = DecimalDigits(amount.magnitude, decimals: token.decimals)
    let sign = amount.isNegative ? "\u{2212}" : ""
    let isLong = token.decimals > Self.shownDecimals
    let fraction = isLong ? digits.fraction(atLeast: 2) : digits.fraction
    let whole = sign + grouped(digits.whole)
    self.base = amount.description
    self.full = Self.joined(whole, fraction)
    self.short = Self.joined(whole, fraction.prefix(2))
    let rest = fraction.dropFirst(2)
    let isCut = fraction.count > Self.shownDecimals
    self.fine =
      String(decoding: rest.prefix(Self.shownDecimals - 2), as: UTF8.self)
      + (isCut ? "\u{2026}" : "")
    self.unit = token.symbol
  }

  init(_ amount: UInt256, of token: Token) {
    self.init(SignedAmount(amount), of: token)
  }

  private static func joined(_ whole: String, _ fraction: ArraySlice<UInt8>) -> String {
    fraction.isEmpty ? whole : whole + "." + String(decoding: fraction, as: UTF8.self)
  }
}
