import EVMTypes
import Testing

@testable import ReportPages

struct ShareDistributionTests {
  private func bands(_ shares: [UInt64]) throws -> [ShareDistribution.Band] {
    try ShareDistribution(of: shares.map { UInt256($0) }).bands()
  }

  @Test func withoutHoldersThereAreNoBands() throws {
    #expect(try bands([]) == [])
    #expect(try ShareDistribution(of: []).median == nil)
  }

  @Test func sharesOfZeroAreOneBand() throws {
    #expect(try bands([0, 0]).map(\.holderCount) == [2])
  }

  @Test(arguments: [
    [1], [1, 1, 1], [7], [0, 1, 2, 5, 10, 20, 50, 100], [1, UInt64.max], [999, 1_000, 1_001],
    [0, 3_000_000],
  ])
  func everyHolderIsInOneBand(shares: [UInt64]) throws {
    let bands = try bands(shares)
    #expect(bands.reduce(0) { $0 + $1.holderCount } == shares.count)
    #expect(try sum(of: bands.map(\.sum)) == sum(of: shares.map { UInt256($0) }))
    #expect(bands.count <= ShareDistribution.bandLimit)
    #expect(bands[0].lower == .zero)
    for (band, next) in zip(bands, bands.dropFirst()) { #expect(band.upper == next.lower) }
    #expect(bands.last?.upper == nil)
  }

  @Test func theLargestNumbersHaveBands() throws {
    let distribution = try ShareDistribution(of: [.max])
    #expect(try distribution.bands().last?.holderCount == 1)
    #expect(throws: AmountOverflow.self) { try ShareDistribution(of: [.max, 1]) }
  }

  @Test func tellsConcentration() throws {
    let distribution = try ShareDistribution(of: [5, 1, 4, 2, 3])
    #expect(distribution.total == 15)
    #expect(distribution.median == 3)
    #expect(try distribution.sumOfLargest(2) == 9)
    #expect(try distribution.sumOfLargest(10) == 15)
  }
}
