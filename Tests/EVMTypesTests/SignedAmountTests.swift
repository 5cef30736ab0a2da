import EVMTypes
import TestSupport
import Testing

@Suite struct SignedAmountTests {
  @Test("Sums as of plain integers, in every combination of signs", arguments: -12...12)
  func sums(left: Int) throws {
    for right in -12...12 {
      #expect(try amount(left).adding(amount(right)) == amount(left + right))
      #expect(try amount(left).subtracting(amount(right)) == amount(left - right))
    }
  }

  @Test(
    "Positive and negative part",
    arguments: [(-5, 0, 5), (0, 0, 0), (5, 5, 0)] as [(Int, UInt64, UInt64)]
  )
  func parts(value: Int, positive: UInt64, negative: UInt64) {
    #expect(amount(value).positivePart == UInt256(positive))
    #expect(amount(value).negativePart == UInt256(negative))
    #expect(amount(value).description == "\(value)")
  }

  @Test func zeroHasNoSign() {
    #expect(SignedAmount(0, isNegative: true) == .zero)
    #expect(SignedAmount.zero.negated == .zero)
    #expect(SignedAmount(0, isNegative: true).description == "0")
  }

  @Test("Only a sum of one sign overflows", arguments: [false, true])
  func overflow(isNegative: Bool) throws {
    let largest = SignedAmount(.max, isNegative: isNegative)
    let one = SignedAmount(1, isNegative: isNegative)
    #expect(throws: AmountOverflow()) { try largest.adding(one) }
    #expect(throws: AmountOverflow()) { try largest.subtracting(one.negated) }
    #expect(try largest.adding(largest.negated) == .zero)
    #expect(try one.negated.adding(largest).magnitude == UInt256.max.subtracting(1))
  }

  private func amount(_ value: Int) -> SignedAmount {
    SignedAmount(UInt256(UInt64(value.magnitude)), isNegative: value < 0)
  }
}
