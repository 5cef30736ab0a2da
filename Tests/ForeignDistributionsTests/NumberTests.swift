import EVMTypes
import ForeignDistributions
import MerkleClaims
import Testing

@Suite struct NumberTests {
  static let account = "0x0028274B7978a09097B5D092FCc8F514d8Acf239"

  @Test(
    "A number is read in the way it is written",
    arguments: [
      (#""100""#, "100"), (#""0x64""#, "100"), (#""0x1000""#, "4096"), (#""0x0""#, "0"),
      (#""0xa""#, "10"),
      (#""0X64""#, "100"), (#""0xAbC""#, "2748"), (#""0""#, "0"), ("0", "0"), (#""0x00""#, "0"),
      ("9007199254740993", "9007199254740993"), ("538486185704192067", "538486185704192067"),
      (
        "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"
      ),
      (#"{"type":"BigNumber","hex":"0x0de0b6b3a7640000"}"#, "1000000000000000000"),
      (#"{"hex":"0x0de0b6b3a7640000","type":"BigNumber"}"#, "1000000000000000000"),
      (#"{"_hex":"0x64","_type":"BigNumber"}"#, "100"),
      (#"{ "type" : "BigNumber" , "hex" : "0x1000" }"#, "4096"),
    ]
  )
  func readsNumbers(json: String, expected: String) throws {
    #expect(try amounts(json) == [expected])
    // The same without an object around the amount.
    let bare = try PublishedFile.distribution(text: #"{"\#(Self.account)":\#(json)}"#)
    #expect(bare.columns.amounts[0].map(\.description) == [expected])
  }

  @Test(
    "What is no number is refused",
    arguments: [
      #""""#, #""1.5""#, "1.5", "1e3", #""1e3""#, "true", #""-1""#, "-1", #""+1""#, #""0x""#,
      #""0xg""#,
      #"" 1""#, #""1 ""#, #""1,000""#, #""1_000""#, "null", #"{"type":"BigNumber"}"#,
      #""115792089237316195423570985008687907853269984665640564039457584007913129639936""#,
      "115792089237316195423570985008687907853269984665640564039457584007913129639936",
      #""0x10000000000000000000000000000000000000000000000000000000000000000""#,
    ]
  )
  func refusesOtherNumbers(json: String) {
    #expect(throws: ForeignFileError.self) { try amounts(json) }
  }

  @Test func bareHexadecimalIsReadAsSuchForTheWholeFile() throws {
    let distribution = try PublishedFile.distribution(
      text: """
        {"claims":{"0x0028274b7978a09097b5d092fcc8f514d8acf239":{"amount":"0DE0"},
        "0x0028274b7978a09097b5d092fcc8f514d8acf23a":{"amount":"10"}}}
        """
    )
    #expect(distribution.columns.amounts[0].map(\.description) == ["3552", "16"])
  }

  private func amounts(_ json: String) throws -> [String] {
    let text = #"{"claims":{"\#(Self.account)":{"amount":\#(json)}}}"#
    let columns = try PublishedFile.distribution(text: text).columns
    return columns.amounts[0].map(\.description)
  }
}
