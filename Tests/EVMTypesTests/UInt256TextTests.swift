import EVMTypes
import TestSupport
import Testing

@Suite struct UInt256TextTests {
  static let largest =
    "115792089237316195423570985008687907853269984665640564039457584007913129639935"

  @Test(
    "Decimal digits and hexadecimal digits name the same number",
    arguments: [
      ("0", "0"), ("1", "1"), ("9", "9"), ("10", "a"),
      ("18446744073709551615", "ffffffffffffffff"),
      ("18446744073709551616", "10000000000000000"),
      ("18446744073709551617", "10000000000000001"),
      ("10000000000000000000", "8ac7230489e80000"),
      ("340282366920938463463374607431768211455", "ffffffffffffffffffffffffffffffff"),
      ("340282366920938463463374607431768211456", "100000000000000000000000000000000"),
      (
        "6277101735386680763835789423207666416102355444464034512896",
        "1000000000000000000000000000000000000000000000000"
      ),
      (largest, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ]
  )
  func decimalText(decimal: String, hex: String) {
    #expect(UInt256(decimal: decimal.utf8) == UInt256(hex: hex))
    #expect(UInt256(hex: hex).description == decimal)
  }

  @Test func everyVectorReadsAndWrites() throws {
    for row in try TestFile.rows("Fixtures/vectors/uint256-arithmetic.txt") {
      for (hex, decimal) in [(row[0], row[5]), (row[1], row[6])] {
        #expect(UInt256(decimal: decimal.utf8) == UInt256(hex: hex))
        #expect(UInt256(hex: hex).decimalDigits == [UInt8](decimal.utf8))
      }
    }
  }

  @Test(
    "Refused as decimal",
    arguments: [
      "", "00", "01", "007", "+1", "-1", " 1", "1 ", "1.0", "1e3", "0x10", "１", "1,000",
      "115792089237316195423570985008687907853269984665640564039457584007913129639936",
      "115792089237316195423570985008687907853269984665640564039457584007913129639940",
      largest + "0",
    ]
  )
  func refusedText(text: String) {
    #expect(UInt256(decimal: text.utf8) == nil)
  }

  @Test func digitsContinueANumber() {
    #expect(UInt256(digits: "0042".utf8, after: 7) == 70_042)
    #expect(UInt256(digits: "".utf8, after: 7) == 7)
    #expect(UInt256(digits: "6".utf8, after: UInt256(String(Self.largest.dropLast()))) == nil)
    #expect(UInt256(digits: "5".utf8, after: UInt256(String(Self.largest.dropLast()))) == .max)
  }

  @Test func onlySmallNumbersFitIn64Bits() {
    #expect(UInt256(.max).asUInt64 == .max)
    #expect(UInt256(hex: "10000000000000000").asUInt64 == nil)
    #expect(UInt256.max.asUInt64 == nil)
    #expect(UInt256.zero.isZero && !UInt256(hex: "10000000000000000").isZero)
  }
}
