import EVMTypes
import ForeignDistributions
import MerkleClaims
import Testing

@Suite struct RemarkTests {
  @Test func duplicatesAndWrongChecksumsAreRemarked() throws {
    let distribution = try PublishedFile.distribution(
      text: """
        {"claims":[{"address":"0x0028274B7978a09097B5D092FCc8F514d8Acf239","amount":"1"},
        {"address":"0x0028274b7978a09097b5d092fcc8f514d8acf239","amount":"2"},
        {"address":"0x0028274b7978A09097B5D092FCc8F514d8Acf239","amount":"3"}]}
        """
    )
    #expect(
      distribution.remarks + distribution.duplicates == [
        "line 3, column 1: 0x0028274B7978a09097B5D092FCc8F514d8Acf239: the account's EIP-55 checksum is wrong",
        "line 2, column 1: 0x0028274B7978a09097B5D092FCc8F514d8Acf239 stands here again; first at line 1, column 12",
        "line 3, column 1: 0x0028274B7978a09097B5D092FCc8F514d8Acf239 stands here again; first at line 1, column 12",
      ]
    )
    #expect(distribution.columns.count == 3)
  }
}
