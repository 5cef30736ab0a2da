import EVMTypes
import ForeignDistributions
import MerkleClaims
import TestSupport
import Testing

/// The two Threshold files; what decreases in reverse was counted with Python's json.
@Suite struct CumulativeSeriesTests {
  private let july: ClaimColumns
  private let september: ClaimColumns

  init() throws {
    self.july = try PublishedFile.distribution("distributions/threshold-2022-07-15.json").columns
    self.september = try PublishedFile.distribution("distributions/threshold-2022-09-01.json")
      .columns
  }

  @Test func noClaimDecreasesInTheOrderOfPublication() {
    var series = CumulativeSeries()
    #expect(series.append(july).isEmpty)
    #expect(series.append(september).isEmpty)
    #expect(series.append(september).isEmpty)
  }

  @Test func inReverseEveryDecreaseIsNamed() throws {
    var series = CumulativeSeries()
    #expect(series.append(september).isEmpty)
    let decreases = series.append(july)
    #expect(decreases.count == 184)
    let first = try #require(decreases.first)
    #expect(
      first.description
        == "0x0028274B7978a09097B5D092FCc8F514d8Acf239: the cumulative claim fell from 34881982783694881687218 to "
        + "24281506849315068493151"
    )
    #expect(decreases.last?.claimant == "0xfffE75557E73eAF670174d7B5fE348E31071b5c6")
    #expect(
      decreases.filter { $0.after == nil }.map(\.claimant) == [
        "0x3D1677c20E7E0d20B4361FA9D361dbF2da5891a1", "0x5f3Fa734CA6dfcE889a183DA90FFFF1Cd0ab08c8",
        "0x8ea9ab079eACa83f3Ab9e1Aa0D62A60a3fa8e163", "0x9FE9aA2e1b4686cA92a0bdC750E5467DFbeF4A31",
        "0xc485339dBeaBdE28084F6c79d3311f90B7396BEE", "0xe3B1C5653D520E8e8c60fE76dbC61f0e2259A376",
      ]
    )
    let before = try decreases.reduce(UInt256.zero) { try $0.adding($1.before) }
    let after = try decreases.reduce(UInt256.zero) { try $0.adding($1.after ?? .zero) }
    #expect(before.description == "183365577877630003764859539")
    #expect(after.description == "124734889818556450360533697")
  }

  @Test func claimsOfOneAccountAreToldApartByToken() {
    var columns = ClaimColumns(count: 2)
    columns.accounts = [Address(repeating: 1), Address(repeating: 1)]
    columns.tokens = [Address(repeating: 2), Address(repeating: 3)]
    columns.amounts = [[5, 7]]
    var series = CumulativeSeries()
    #expect(series.append(columns).isEmpty)
    columns.tokens.reverse()
    let decreases = series.append(columns)
    #expect(decreases.count == 1)
    #expect(decreases.first?.before == 7 && decreases.first?.after == 5)
    #expect(decreases.first?.claimant.hasSuffix("token \(Address(repeating: 3))") == true)
  }
}
