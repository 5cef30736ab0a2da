import EVMTypes
import ForeignDistributions
import MerkleClaims
import Testing

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
    let distribution = try PublishedFile.distribution("distributions/\(name).json")
    let verdict = DistributionVerdict(of: distribution)
    #expect(verdict.isReproduced)
    #expect(verdict.format?.name == format)
    #expect(verdict.claimCount == claimCount && verdict.proofCount == claimCount)
    #expect(verdict.culprits.isEmpty)
    #expect(distribution.remarks.isEmpty)
  }

  @Test func totalsAreThoseOfTheFiles() throws {
    let distribution = try PublishedFile.distribution("distributions/threshold-2022-09-01.json")
    #expect(DistributionVerdict(of: distribution).totals == [distribution.statedTotal])
    #expect(distribution.statedTotal?.description == "183365680150625789032093616")
  }

  @Test func rootFromElsewhereDecides() throws {
    let distribution = try PublishedFile.distribution("distributions/morpho-age1-epoch1-users.json")
    #expect(DistributionVerdict(of: distribution).root == nil)
    #expect(!DistributionVerdict(of: distribution).isReproduced)
    let root = Digest(
      text: "0xca64d60cf02765803feb6298e4c851689fbc896d0e73c00e0c2f678f353f0d19".utf8
    )
    #expect(DistributionVerdict(of: distribution, root: root).isReproduced)
  }

  @Test func anEditedClaimIsNamed() throws {
    let edited = try PublishedFile.text("distributions/threshold-2022-09-01.json")
      .replacing(first: "34881982783694881687218", with: "34881982783694881687219")
    let verdict = DistributionVerdict(of: try PublishedFile.distribution(text: edited))
    #expect(!verdict.isReproduced)
    #expect(verdict.format?.name == "threshold")
    let culprit = try #require(verdict.culprits.first)
    #expect(verdict.culprits.count == 1)
    #expect(culprit.place.contains(": 0x0028274B7978a09097B5D092FCc8F514d8Acf239"))
  }
}
