import Distribution
import EVMTypes

/// Writes amounts of a token for people: grouped digits, all decimals.
struct AmountFormat {
  private let decimals: Int

  init(token: Token) {
    self.init(decimals: token.decimals)
  }

  init(decimals: Int) {
    self.decimals = decimals
  }

  func text(_ amount: UInt256) -> String {
    var digits = amount.decimalDigits
    while digits.count <= decimals { digits.insert(UInt8(ascii: "0"), at: 0) }
    let whole = digits.dropLast(decimals)
    var grouped: [UInt8] = []
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(UInt8(ascii: ",")) }
      grouped.append(digit)
    }
    let fraction = digits.suffix(decimals)
    if !fraction.isEmpty { grouped += [UInt8(ascii: ".")] + fraction }
    return String(decoding: grouped, as: UTF8.self)
  }

  /// A difference, with its sign.
  func signed(_ amount: SignedAmount) -> String {
    (amount.isNegative || amount.magnitude.isZero ? "" : "+") + text(amount)
  }

  func text(_ amount: SignedAmount) -> String {
    (amount.isNegative ? "-" : "") + text(amount.magnitude)
  }
}
