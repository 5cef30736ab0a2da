/// Why a text is not an exact decimal number.
public enum ExactDecimalError: Error, Sendable, Hashable {
  /// The text is not digits with an optional fraction and exponent.
  case notANumber
  /// There is a minus sign.
  case negative
  /// There are more than 36 decimals.
  case tooManyDecimals
  /// The number does not fit in 256 bits.
  case tooLarge
}

extension ExactDecimalError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .notANumber: "not a decimal number such as 1250.5 or 1e-7"
    case .negative: "a number below zero"
    case .tooManyDecimals: "more than 36 decimals"
    case .tooLarge: "a number too large to count in units of 10^-36 in 256 bits"
    }
  }
}
