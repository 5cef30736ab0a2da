import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
  /// 2²⁵⁶ - 1 units of 10⁻³⁶.
  static let largest =
    "115792089237316195423570985008687907853269.984665640564039457584007913129639935"
  static let smallest = "0.000000000000000000000000000000000001"

  @Test(
    "Numbers as JSON writes them",
    arguments: [
      ("0", "0"), ("0.0", "0"), ("0e5", "0"), ("0e-99999999999999999999999999", "0"),
      ("0.000e+99999999999999999999999999", "0"), ("1", "1"), ("007.50", "7.5"),
      ("1250.50", "1250.5"),
      ("25177522.19316251", "25177522.19316251"), ("1e-7", "0.0000001"), ("1E-7", "0.0000001"),
      ("2.5E+10", "25000000000"), ("2.5e10", "25000000000"), ("1.25e1", "12.5"),
      ("125e-3", "0.125"),
      ("100e-2", "1"), ("0.00001e5", "1"), ("1e-36", smallest), ("10e-37", smallest),
      ("0.1e-35", smallest), (largest, largest),
      ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
      ("1.2345678901234567890123456789012345670000", "1.234567890123456789012345678901234567"),
      ("1e41", "100000000000000000000000000000000000000000"),
      ("1" + String(repeating: "0", count: 3_000) + "e-3000", "1"),
      ("0." + String(repeating: "0", count: 3_000) + "1e3001", "1"),
    ]
  )
  func numbers(text: String, canonical: String) throws {
    #expect(try ExactDecimal(text: text).description == canonical)
    #expect(ExactDecimal(canonical: canonical)?.description == canonical)
    #expect((ExactDecimal(canonical: text) != nil) == (text == canonical))
  }

  @Test func unitsAreCounted() throws {
    #expect(try ExactDecimal(text: "1e-36").units == 1)
    #expect(try ExactDecimal(text: "1e-35").units == 10)
    #expect(try ExactDecimal(text: Self.largest).units == .max)
  }

  @Test(
    "Texts that are no number",
    arguments: [
      ("", .notANumber), (".", .notANumber), (".5", .notANumber), ("5.", .notANumber),
      ("+5", .notANumber), ("1,250.5", .notANumber), ("1.2.3", .notANumber), ("e5", .notANumber),
      ("1e", .notANumber), ("1e+", .notANumber), ("1e5e5", .notANumber), ("1e5.5", .notANumber),
      ("1e--5", .notANumber), ("NaN", .notANumber), ("Infinity", .notANumber), (" 1", .notANumber),
      ("1 ", .notANumber), ("0x10", .notANumber), ("١", .notANumber), ("1_000", .notANumber),
      ("-1", .negative), ("-0", .negative), ("-", .negative),
      ("1e-37", .tooManyDecimals), ("1.0000000000000000000000000000000000001", .tooManyDecimals),
      ("1e-99999999999999999999999999", .tooManyDecimals),
      (
        "115792089237316195423570985008687907853269.984665640564039457584007913129639936", .tooLarge
      ),
      ("2e41", .tooLarge), ("1e42", .tooLarge), ("1e99999999999999999999999999", .tooLarge),
      ("1" + String(repeating: "0", count: 3_000), .tooLarge),
    ] as [(String, ExactDecimalError)]
  )
  func refused(text: String, error: ExactDecimalError) {
    #expect(throws: error) { try ExactDecimal(text: text) }
    #expect(ExactDecimal(canonical: text) == nil)
    #expect(!error.description.isEmpty)
  }

  @Test func sumsReportOverflow() throws {
    let largest = try ExactDecimal(text: Self.largest)
    #expect(try ExactDecimal.zero.adding(largest) == largest)
    #expect(throws: AmountOverflow()) { try largest.adding(ExactDecimal(units: 1)) }
  }
}
