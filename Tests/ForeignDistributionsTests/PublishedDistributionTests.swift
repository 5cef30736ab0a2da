import EVMTypes
import ForeignDistributions
import Foundation
import MerkleClaims
import StrictJSON
import Testing

private let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Fixtures")

private func text(_ name: String) throws -> String {
  try String(contentsOf: fixtures.appending(path: "distributions/\(name).json"), encoding: .utf8)
}

private func file(_ text: String) throws -> ForeignFile {
  try ForeignFile(JSONValue(parsing: Array(text.utf8)))
}

@Suite struct PublishedDistributionTests {
  @Test(
    "A published file's root is reproduced, and every proof leads to it",
    arguments: [
      ("rocketpool-mainnet-1", "rocketpool", 1_499),
      ("morpho-age1-epoch1-proofs", "cumulative", 226),
      ("threshold-2022-07-15", "threshold", 179),
      ("threshold-2022-09-01", "threshold", 185),
      ("stakedao-1753920000-spectra", "urd", 113),
    ]
  )
  func reproduces(name: String, format: String, claimCount: Int) throws {
    let file = try file(text(name))
    let verdict = DistributionVerdict(of: file)
    #expect(verdict.isReproduced)
    #expect(verdict.format?.name == format)
    #expect(verdict.proofCount == claimCount)
    #expect(verdict.culprits.isEmpty)
    #expect(file.remarks.isEmpty)
  }

  @Test func totalsAreThoseOfTheFiles() throws {
    let file = try file(text("threshold-2022-09-01"))
    #expect(DistributionVerdict(of: file).total == file.statedTotal)
    #expect(file.statedTotal?.description == "183365680150625789032093616")
  }

  @Test func rootFromElsewhereDecides() throws {
    let file = try file(text("morpho-age1-epoch1-users"))
    #expect(DistributionVerdict(of: file).root == nil)
    let root = Digest(
      text: "0xca64d60cf02765803feb6298e4c851689fbc896d0e73c00e0c2f678f353f0d19".utf8
    )
    #expect(DistributionVerdict(of: file, root: root).isReproduced)
  }

  @Test func anEditedClaimIsNamed() throws {
    let edited = try text("threshold-2022-09-01")
      .replacingOccurrences(of: "34881982783694881687218", with: "34881982783694881687219")
    let verdict = DistributionVerdict(of: try file(edited))
    #expect(!verdict.isReproduced)
    #expect(verdict.format?.name == "threshold")
    #expect(
      verdict.culprits.map(\.place) == ["claims.0x0028274B7978a09097B5D092FCc8F514d8Acf239"]
    )
  }

  @Test(
    "A number is read in the way it is written",
    arguments: [
      (#""100""#, "100"), (#""0x64""#, "100"), (#""0x1000""#, "4096"),
      ("9007199254740993", "9007199254740993"),
      (#"{"type":"BigNumber","hex":"0x0de0b6b3a7640000"}"#, "1000000000000000000"),
    ]
  )
  func readsNumbers(json: String, expected: String) throws {
    let account = "0x0028274B7978a09097B5D092FCc8F514d8Acf239"
    let file = try file(#"{"claims":{"\#(account)":{"amount":\#(json)}}}"#)
    #expect(file.claims.map { $0.record.amounts.map(\.description) } == [[expected]])
  }

  @Test(
    "What is no number is refused",
    arguments: [#""""#, #""1.5""#, "1.5", "1e3", "true", #""-1""#, #""0x""#, #""0xg""#]
  )
  func refusesOtherNumbers(json: String) {
    let account = "0x0028274B7978a09097B5D092FCc8F514d8Acf239"
    #expect(throws: ForeignFileError.self) {
      try file(#"{"claims":{"\#(account)":{"amount":\#(json)}}}"#)
    }
  }

  @Test func bareHexadecimalIsReadAsSuchForTheWholeFile() throws {
    let file = try file(
      """
      {"claims":{"0x0028274b7978a09097b5d092fcc8f514d8acf239":{"amount":"0DE0"},
      "0x0028274b7978a09097b5d092fcc8f514d8acf23a":{"amount":"10"}}}
      """
    )
    #expect(file.claims.map { $0.record.amounts[0].description } == ["3552", "16"])
  }

  @Test func duplicatesAndWrongChecksumsAreRemarked() throws {
    let file = try file(
      """
      {"claims":[{"address":"0x0028274B7978a09097B5D092FCc8F514d8Acf239","amount":"1"},
      {"address":"0x0028274b7978a09097b5d092fcc8f514d8acf239","amount":"2"},
      {"address":"0x0028274b7978A09097B5D092FCc8F514d8Acf239","amount":"3"}]}
      """
    )
    #expect(file.remarks.count == 3)
    #expect(file.claims.count == 3)
  }
}
