import EVMTypes
import ForeignDistributions
import MerkleClaims
import Testing

/// Files of the folders `distributions` and `figures`; their README files say where they are from.
@Suite struct PublishedExcerptTests {
  @Test(
    "A whole file gives its root",
    arguments: [
      ("distributions/rocketpool-devnet-0-v3", "rocketpool"),
      ("distributions/rocketpool-devnet-34-v4", "rocketpool-v4"),
      ("figures/uniswap", "uniswap"), ("figures/murky", "openzeppelin"),
    ]
  )
  func wholeFile(name: String, format: String) throws {
    let distribution = try PublishedFile.distribution("\(name).json")
    let verdict = DistributionVerdict(of: distribution)
    #expect(verdict.isReproduced)
    #expect(verdict.format?.name == format)
    #expect(verdict.proofCount == verdict.claimCount && verdict.proofCount > 0)
    #expect(verdict.culprits.isEmpty)
    #expect(distribution.remarks.isEmpty)
    if let total = distribution.statedTotal { #expect(verdict.totals == [total]) }
  }

  /// Epoch 468545 states no root itself; that of the chain's index stands here.
  @Test(
    "Merkl's rewards add up to claims, in the order of their time",
    arguments: [
      (
        "1-468545", 24, LeafOrder.given,
        "0x022c6dae20598dd2c3fc6cb41bdc270d013ca33d8994365d58c28a3f05b9f642"
      ),
      (
        "1101-470254", 180, .given,
        "0x912bcfadb6e1ab5384c18320ba0fb6d89c96c2ee43c5bfaaa75640de3039471b"
      ),
      (
        "100-473783", 12, .hash,
        "0x555073facbd764dc38b26007fc36783a25b1ced49dcb07881cd91bc89b7973fb"
      ),
      (
        "100-474383", 54, .hash,
        "0xb2d370c8725b8007f0bcadffe0d1145b2fd2df3217eab8cbdcc5eac2f9a2cf14"
      ),
    ]
  )
  func merkl(name: String, leafCount: Int, order: LeafOrder, root: String) throws {
    let distribution = try PublishedFile.distribution("figures/merkl-\(name).json")
    let digest = try #require(Digest(text: root.utf8))
    #expect(distribution.statedRoot == nil || distribution.statedRoot == digest)
    let verdict = DistributionVerdict(of: distribution, root: digest)
    #expect(verdict.isReproduced)
    let format = try #require(verdict.format)
    #expect(format.name == "merkl" && format.order == order)
    let zeroCount = verdict.columns.amounts[0].count { $0.isZero }
    #expect(verdict.claimCount - (format.leavesOutZeros ? zeroCount : 0) == leafCount)
  }

  @Test(
    "Each proof of an excerpt leads to the root of the whole",
    arguments: [
      ("distributions/stakedao-legacy-excerpt", "uniswap", 3),
      ("distributions/stakedao-vlaura-excerpt", "urd", 1),
      ("distributions/morpho-proofs-11-excerpt", "cumulative", 1),
      ("distributions/convex-2021-05-20-excerpt", "convex", 2),
      ("figures/votium-excerpt", "uniswap", 2),
      ("figures/paraswap-250-36-excerpt", "cumulative", 2),
    ]
  )
  func excerpt(name: String, format: String, claimCount: Int) throws {
    let distribution = try PublishedFile.distribution("\(name).json")
    let verdict = DistributionVerdict(of: distribution)
    #expect(!verdict.isReproduced)
    #expect(verdict.format?.name == format)
    #expect(verdict.claimCount == claimCount && verdict.proofCount == claimCount)
    #expect(verdict.culprits.isEmpty)
    #expect(distribution.remarks.isEmpty)
    #expect(distribution.statedRoot != nil)
  }

  /// ParaSwap's first files hash pairs as they stand; this claim is the tree's first.
  @Test func paraSwapsFirstTreesDoNotSortPairs() throws {
    let distribution = try PublishedFile.distribution("figures/paraswap-1-7-excerpt.json")
    #expect(distribution.statedTotal?.description == "190689154701562073417239")
    let proof = try proofs("figures/paraswap-1-7-excerpt.json", in: "leaves", "merkleProofs")[0]
    let leaf = TreeFormat.cumulative.leaf.hash(of: distribution.columns, at: 0)
    let node = NodeForm(.promote, isSorted: false)
    #expect(node.root(from: leaf, along: proof, at: 0) == distribution.statedRoot)
    #expect(node.root(from: leaf, along: proof, at: 1) != distribution.statedRoot)
    #expect(NodeForm(.promote).root(from: leaf, along: proof, at: 0) != distribution.statedRoot)
  }

  /// Lido's proofs are by operator, not by account: the claims of two operators.
  @Test func lidoOperatorsLeadToTheRoot() throws {
    let root = Digest(
      text: "0x8130fa73eca15e06db5497664b70b7a6eb64637478e66c1a70dd7226af56eb72".utf8
    )
    let file = try FileObject("figures/lido-csm-excerpt.json")
    let claims = try file["claims"].elements
    #expect(claims.count == 2)
    for claim in claims {
      var columns = ClaimColumns(count: 1)
      columns.numbers = [try claim["operator"].number]
      columns.amounts = [[try claim["amount"].number]]
      let leaf = TreeFormat.lidoCSM.leaf.hash(of: columns, at: 0)
      #expect(NodeForm(.array).root(from: leaf, along: try claim["proof"].digests, at: 0) == root)
    }
  }

  @Test(
    "A shard's entries and its proof lead to the root",
    arguments: [
      ("ens-shard-1", "ens-root", 3), ("ens-shard-f", "ens-root", 2),
      ("hop-shard-03", "hop-root", 1),
    ]
  )
  func shard(name: String, rootName: String, count: Int) throws {
    let file = try #require(
      ShardedRoot(parsing: Array(try PublishedFile.text("figures/\(rootName).json").utf8))
    )
    let shard = try #require(
      ShardVerdict(of: try PublishedFile.distribution("figures/\(name).json"))
    )
    #expect(shard.root == file.root)
    #expect(shard.claimCount == count)
    #expect(shard.total.map { $0 < (file.total ?? .zero) } == true)
    let text = try PublishedFile.text("figures/\(name).json")
    let edited = try PublishedFile.distribution(
      text: text.replacing(first: #""balance":""#, with: #""balance":"1"#)
    )
    #expect(ShardVerdict(of: edited)?.root != file.root)
  }

  @Test(
    "EigenLayer's claims lead to their roots",
    arguments: [("eigenlayer-root1", 6), ("eigenlayer-preprod", 1)]
  )
  func eigenLayer(name: String, tokenCount: Int) throws {
    let text = try PublishedFile.text("figures/\(name).json")
    #expect(EigenLayerClaim.isClaim(Array(text.utf8)))
    let claim = try EigenLayerClaim(parsing: Array(text.utf8))
    #expect(claim.root == claim.statedRoot && claim.root != nil)
    #expect(claim.amounts.count == tokenCount && claim.problems.isEmpty)
    let range = try #require(text.firstRange(of: #""CumulativeEarnings":"#))
    let edited = text[..<range.upperBound] + "1" + text[range.upperBound...]
    let other = try EigenLayerClaim(parsing: Array(edited.utf8))
    #expect(other.problems.count == 1 && other.root == claim.statedRoot)
    let earner = try text.replacing(first: #""EarnerIndex":"#, with: #""EarnerIndex":1"#)
    #expect(try EigenLayerClaim(parsing: Array(earner.utf8)).root != claim.statedRoot)
  }

  private func proofs(_ path: String, in list: String, _ key: String) throws -> [[Digest]] {
    try FileObject(path)[list].elements.map { try $0[key].digests }
  }
}
