import Distribution
import EVMTypes

/// A weight in whole tokens × days, as stake counts it, rounded down to two decimals.
///
/// - Parameters:
///   - weight: The weight, in base units × seconds ÷ D.
///   - denominator: D.
///   - token: What is staked.
/// - Returns: The text; a dash where it does not fit.
func tokenDays(_ weight: UInt256, over denominator: UInt256, of token: Token) -> String {
  var unit: UInt256? = try? denominator.multiplied(by: UInt256(86_400))
  for _ in 0..<token.decimals { unit = try? unit?.multiplied(by: UInt256(10)) }
  let product = weight.multipliedFullWidth(by: 100)
  let hundredths = unit.flatMap {
    UInt256.dividing(high: product.high, low: product.low, by: $0)?.quotient
  }
  return hundredths.map { tokens($0, decimals: 2, atLeast: 2) } ?? "\u{2013}"
}
