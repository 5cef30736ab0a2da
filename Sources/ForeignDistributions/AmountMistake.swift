import EVMTypes

/// Mistakes that tools made between a file's amount and the leaf that they committed to.
struct AmountMistake {
  /// What the leaf holds instead.
  let amount: UInt256
  /// The mistake, as a clause.
  let text: String

  /// The amounts that known mistakes make of one.
  ///
  /// - Parameter amount: The amount, as the file states it.
  /// - Returns: Other amounts, each once.
  static func candidates(for amount: UInt256) -> [AmountMistake] {
    let digits = amount.decimalDigits
    var candidates: [AmountMistake] = []
    if let value = UInt256(hexDigits: digits.span) {
      candidates.append(
        AmountMistake(amount: value, text: "its decimal digits read as hexadecimal")
      )
    }
    if let rounded = rounded(digits) {
      candidates.append(AmountMistake(amount: rounded, text: "rounded to a floating-point number"))
    }
    candidates.append(AmountMistake(amount: .zero, text: "nothing"))
    return candidates.filter { $0.amount != amount }
  }

  /// The number that JavaScript prints for a number with these digits: at most 17 of them are kept.
  private static func rounded(_ digits: [UInt8]) -> UInt256? {
    guard let double = Double(String(decoding: digits, as: UTF8.self)), double >= 1 else {
      return nil
    }
    let text = double.description
    let mantissa = text.split(separator: "e")[0].split(separator: ".")
    let significant = mantissa.joined().utf8.filter { $0 != UInt8(ascii: ".") }
    let exponent =
      text.split(separator: "e").dropFirst().first.flatMap { Int($0) } ?? mantissa[0].utf8.count - 1
    guard exponent >= 0, exponent < 78 else { return nil }
    let padded =
      significant
      + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, exponent + 1 - significant.count))
    return UInt256(decimalDigits: Array(padded.prefix(exponent + 1)).span)
  }
}
