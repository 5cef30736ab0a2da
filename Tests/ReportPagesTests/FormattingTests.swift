import Distribution
import EVMTypes
import Testing

@testable import ReportPages

struct FormattingTests {
  private static let usdc = Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
  private static let ether = Token(symbol: "ETH", name: "Ether", decimals: 18, contract: nil)
  private static let whole = Token(symbol: "PT", name: "Point", decimals: 0, contract: nil)

  @Test(arguments: [
    ("0", "0"), ("12", "12"), ("123", "123"), ("1234", "1,234"), ("123456", "123,456"),
    ("1234567", "1,234,567"),
  ])
  func groupsDigits(digits: String, grouped: String) {
    #expect(ReportPages.grouped(digits.utf8) == grouped)
  }

  @Test(arguments: [
    (0 as UInt64, "0.00", "0.000000", "0000"), (1, "0.00", "0.000001", "0001"),
    (999_999, "0.99", "0.999999", "9999"), (1_000_000, "1.00", "1.000000", "0000"),
    (1_234_567_891_234, "1,234,567.89", "1,234,567.891234", "1234"),
  ])
  func showsAmounts(baseUnits: UInt64, short: String, full: String, fine: String) {
    let amount = AmountText(UInt256(baseUnits), of: Self.usdc)
    #expect(amount.short == short)
    #expect(amount.full == full)
    #expect(amount.fine == fine)
    #expect(amount.base == "\(baseUnits)")
  }

  @Test func showsNegativeAmountsWithAMinusSign() {
    let amount = AmountText(SignedAmount(1_500_000, isNegative: true), of: Self.usdc)
    #expect(amount.short == "\u{2212}1.50")
    #expect(amount.base == "-1500000")
  }

  @Test func cutsLongFractionsWithAnEllipsis() {
    let amount = AmountText(UInt256(1_000_000_000_000_000_001), of: Self.ether)
    #expect(amount.short == "1.00")
    #expect(amount.fine == "000000\u{2026}")
    #expect(amount.full == "1.000000000000000001")
    #expect(AmountText(UInt256(1_000_000_000_000_000_000), of: Self.ether).full == "1.00")
  }

  @Test func showsTokensWithoutDecimals() {
    let amount = AmountText(UInt256(1_234), of: Self.whole)
    #expect(amount.short == "1,234")
    #expect(amount.fine == "")
  }

  @Test func showsTheLargestAmount() {
    let amount = AmountText(UInt256.max, of: Self.ether)
    let digits =
      "115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457"
    #expect(amount.full == digits + ".584007913129639935")
  }

  @Test(arguments: [
    (0 as UInt64, 1 as UInt64, "0.00%"), (1, 3, "33.33%"), (2, 3, "66.66%"), (1, 1, "100.00%"),
    (1, 1_000_000, "0.00%"), (3, 2, "150.00%"), (1, 0, "\u{2013}"),
  ])
  func roundsPercentagesDown(part: UInt64, total: UInt64, text: String) {
    #expect(percentRoundedDown(UInt256(part), of: UInt256(total)) == text)
  }

  @Test func percentagesOfTheLargestNumbersAreExact() {
    #expect(percentRoundedDown(UInt256.max, of: UInt256.max) == "100.00%")
    #expect(percentRoundedDown(UInt256.max, of: 1) == "\u{2013}")
  }

  @Test(arguments: [
    ("2026-07-01T00:00:00Z", "2026-08-01T00:00:00Z", "1", "31 July 2026"),
    ("2026-07-15T00:00:00Z", "2026-08-15T00:00:00Z", "15 July", "14 August 2026"),
    ("2026-12-01T00:00:00Z", "2027-02-01T00:00:00Z", "1 December 2026", "31 January 2027"),
    (
      "2026-07-01T12:00:00Z", "2026-08-01T00:00:00Z", "1 July 2026, 12:00:00 UTC",
      "1 August 2026, 00:00:00 UTC"
    ),
  ])
  func tellsPeriods(start: String, end: String, firstDay: String, lastDay: String) throws {
    let epoch = Epoch(
      number: 1,
      start: try #require(Timestamp(text: start)),
      end: try #require(Timestamp(text: end))
    )
    let period = PeriodText(epoch)
    #expect(period.firstDay == firstDay)
    #expect(period.lastDay == lastDay)
  }

  @Test func countsVotesThatAreDecimals() throws {
    let votes = try #require(VoteCount(["18250000.5", "1200000", "0.25"]))
    #expect(votes.counts == [1_825_000_050, 120_000_000, 25])
    #expect(votes.totalText == "19,450,000.75")
    #expect(VoteCount(["many"]) == nil)
    #expect(VoteCount.text("many") == "many")
    #expect(VoteCount.text("1200000.50") == "1,200,000.50")
  }

  @Test func dividesTextIntoParagraphs() {
    #expect(DecisionText.paragraphs(of: "a\nb\n\n \nc\n") == ["a b", "c"])
    #expect(DecisionText.paragraphs(of: "") == [])
  }

  @Test func namesOfDocumentsBecomeWords() {
    #expect(words(of: "deficitIn") == "deficit in")
    #expect(words(of: "pool") == "pool")
  }

  @Test func tokenDaysAreRoundedDown() {
    #expect(tokenDays(UInt256(86_400 * 1_500_000), over: 1, of: Self.usdc) == "1.50")
    #expect(tokenDays(1, over: 1, of: Self.usdc) == "0.00")
  }
}
