import Distribution
import EVMTypes
import TestSupport
import Testing

@Suite struct PercentageTests {
  @Test(
    "Reads, and is written in its shortest form",
    arguments: [
      ("0%", 0, "0%"), ("0.0001%", 1, "0.0001%"), ("12.5%", 125_000, "12.5%"),
      ("12.50%", 125_000, "12.5%"), ("12.5000%", 125_000, "12.5%"),
      ("33.3333%", 333_333, "33.3333%"),
      ("1%", 10_000, "1%"), ("10%", 100_000, "10%"), ("99.9999%", 999_999, "99.9999%"),
      ("100%", 1_000_000, "100%"), ("100.0000%", 1_000_000, "100%"), ("0.10%", 1_000, "0.1%"),
      ("7.0305%", 70_305, "7.0305%"),
    ] as [(String, UInt32, String)]
  )
  func text(text: String, partsPerMillion: UInt32, shortest: String) throws {
    let percentage = try Percentage(text: text)
    #expect(percentage.partsPerMillion == partsPerMillion)
    #expect(percentage.description == shortest)
    #expect(Percentage(partsPerMillion: partsPerMillion) == percentage)
  }

  @Test(
    "Refused, with the fact",
    arguments: [
      ("", PercentageError.noSign), ("12.5", .noSign), ("0.125", .noSign), ("12.5%%", .notANumber),
      ("%", .notANumber), (".5%", .notANumber), ("5.%", .notANumber), ("-5%", .notANumber),
      ("+5%", .notANumber), (" 5%", .notANumber), ("5 %", .notANumber), ("05%", .notANumber),
      ("1e1%", .notANumber), ("1,5%", .notANumber), ("1.5.5%", .notANumber), ("0x5%", .notANumber),
      ("1.00000%", .tooManyDecimals), ("1.23456%", .tooManyDecimals),
      ("100.0001%", .aboveHundred), ("101%", .aboveHundred), ("4294967296%", .aboveHundred),
      (
        "115792089237316195423570985008687907853269984665640564039457584007913129639935%",
        .aboveHundred
      ),
    ] as [(String, PercentageError)]
  )
  func refused(text: String, error: PercentageError) {
    #expect(throws: error) { try Percentage(text: text) }
  }

  @Test func everyNumberOfPartsRoundTrips() throws {
    for parts in stride(from: UInt32(0), through: 1_000_000, by: 37) {
      let percentage = try #require(Percentage(partsPerMillion: parts))
      #expect(try Percentage(text: percentage.description) == percentage)
    }
    #expect(Percentage(partsPerMillion: 1_000_001) == nil)
  }

  /// Expected values by Python's integers.
  @Test(
    "The part of an amount is rounded down",
    arguments: [
      ("50%", UInt256(1), UInt256(0)), ("50%", 3, 1), ("100%", 3, 3), ("0%", 3, 0),
      ("33.3333%", 1_000_000, 333_333), ("0.0001%", 999_999, 0), ("0.0001%", 1_000_000, 1),
      ("99.9999%", 1_000_000, 999_999), ("99.9999%", 1, 0), ("100%", .max, .max),
      (
        "0.0001%", .max,
        UInt256("115792089237316195423570985008687907853269984665640564039457584007913129")
      ),
      (
        "99.9999%", .max,
        UInt256("115791973445226958107375561437702899165362131395655898398893544550329121726805")
      ),
    ] as [(String, UInt256, UInt256)]
  )
  func floor(text: String, amount: UInt256, part: UInt256) throws {
    #expect(try Percentage(text: text).floor(of: amount) == part)
  }
}
