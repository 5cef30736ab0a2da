import ClaimVerifier
import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct ApportionmentTests {
  /// A number of at most so many bits: any, a power of two, or one beside it.
  private static func number(bits: Int, _ generator: inout SeededGenerator) -> UInt256 {
    guard bits > 0 else { return 0 }
    let digits = bits / 4 + 1
    let mask = (UInt64(1) << UInt64(bits % 4)) - 1
    let power = UInt256(
      hex: String(mask + 1, radix: 16) + String(repeating: "0", count: digits - 1)
    )
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return power.subtractingReportingOverflow(1).partialValue
    case 1 where bits < 256: return power
    case 2 where bits < 256: return power.addingReportingOverflow(1).partialValue
    default:
      let any = UInt256(
        bigEndianWords: (
          generator.next(), generator.next(), generator.next(), generator.next()
        )
      )
      return bits == 256 ? any : any.quotientAndRemainder(dividingBy: power)?.remainder ?? 0
    }
  }

  @Test("Shares are those of the formula, at all widths", arguments: 0..<256)
  func formula(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let total = Self.number(bits: Int.random(in: 0...255, using: &generator), &generator)
      let allocation = Self.number(bits: Int.random(in: 0...255, using: &generator), &generator)
      let shares = Apportionment(of: allocation, totalWeight: total)
      let half = total.quotientAndRemainder(dividingBy: 2)?.quotient ?? 0
      let below = total.subtractingReportingOverflow(total.isZero ? 0 : 1).partialValue
      let any = Self.number(bits: Int.random(in: 0...255, using: &generator), &generator)
      let above = total.addingReportingOverflow(1).partialValue
      let part = total.isZero ? 0 : any.quotientAndRemainder(dividingBy: total)?.remainder ?? 0
      for weight in [0, 1, half, below, total, above, any, part, .max] as [UInt256] {
        let expected = ShareFormula.share(of: allocation, weight: weight, totalWeight: total)
        #expect(shares.share(of: weight) == expected)
      }
    }
  }

  @Test("Exact multiples, and one below and above, at the borders of the fast way")
  func borders() throws {
    let allocations = ["7fffffffffffffffffffffffffffffff", "80000000000000000000000000000000", "3"]
    let totals = [
      "ffffffffffffffffffffffffffffffffffffffffffffffff",
      "1000000000000000000000000000000000000000000000000", "1", "3", "8000000000000000",
      "10000000000000000", "ffffffffffffffff",
    ]
    for allocation in allocations.map({ UInt256(hex: $0) }) {
      for total in totals.map({ UInt256(hex: $0) }) {
        let shares = Apportionment(of: allocation, totalWeight: total)
        #expect(shares.share(of: total) == allocation)
        #expect(shares.share(of: 0) == 0)
        for step in 0..<300 {
          let weight = total.subtractingReportingOverflow(UInt256(UInt64(step))).partialValue
          #expect(
            shares.share(of: weight)
              == ShareFormula.share(of: allocation, weight: weight, totalWeight: total)
          )
        }
      }
    }
  }

  @Test func withoutWeightThereIsNoShare() {
    #expect(Apportionment(of: 5, totalWeight: 0).share(of: 0) == nil)
    #expect(Apportionment(of: .max, totalWeight: 1).share(of: 2) == nil)
  }
}
