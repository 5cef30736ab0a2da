import ClaimVerifier
import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import ReportDocuments
import StrictJSON
import TestSupport
import Testing
import TextChunks

/// Documents that were published once load for ever, and are written again as they were.
@Suite struct ReleasedDocumentsTests {
  /// The evidence and index of the tiny books, as published by version 0.1.0.
  static func document(_ name: String) throws -> [UInt8] {
    try TestFile.bytes("ReportDocumentsTests/Released/v1/\(name)")
  }

  @Test("Reports", arguments: [1, 2])
  func report(epoch: Int) throws {
    let bytes = try Self.document("epochs/\(epoch)/report.json")
    let report = try EpochReport(parsing: bytes)
    #expect(report.bytes == bytes)
    #expect(report.epoch.number == epoch && report.payouts[0].claims.count == [6, 4][epoch - 1])
  }

  @Test("Terms", arguments: [1, 2])
  func terms(epoch: Int) throws {
    let bytes = try Self.document("epochs/\(epoch)/inputs/epoch.json")
    let document = try InputsDocument(parsing: bytes)
    #expect(document.bytes == bytes)
    #expect((document.previous == nil) == (epoch == 1))
  }

  @Test("Tables", arguments: [1, 2])
  func tables(epoch: Int) throws {
    let folder = "epochs/\(epoch)"
    let revenue = try Self.document("\(folder)/inputs/revenue.csv")
    let terms = try InputsDocument(parsing: Self.document("\(folder)/inputs/epoch.json")).terms
    let entries = try RevenueTable.entries(parsing: revenue, under: terms)
    #expect(RevenueTable.bytes(of: entries, under: .v1) == revenue)
    let staking = try Self.document("\(folder)/inputs/staking.csv")
    #expect(
      try StakingTable.text(of: StakingTable.events(parsing: BytesFile(staking))).bytes == staking
    )
    let lots = try Self.document("\(folder)/inputs/opening-lots.csv")
    #expect(try LotsTable.text(of: LotsTable.lots(parsing: BytesFile(lots))).bytes == lots)
    let holders = try Self.document("\(folder)/usdc/holders.csv")
    let rows = try HoldersTable.holders(parsing: holders, under: .v1)
    #expect(HoldersTable.text(of: HolderShares(rows), under: .v1).bytes == holders)
  }

  @Test("Claims and tree agree", arguments: [1, 2])
  func claims(epoch: Int) throws {
    let folder = "epochs/\(epoch)/usdc"
    let bytes = try Self.document("\(folder)/claims/0x.json")
    let document = try ClaimsDocument(parsing: bytes)
    #expect(document.bytes == bytes)
    let tree = try ClaimTree(of: document.claims.map(\.proof.claim))
    #expect(document.root == tree.root)
    for (index, claim) in document.claims.enumerated() {
      #expect(claim.proof == tree.claimProof(at: index))
    }
    #expect(TreeDump.bytes(of: tree) == (try Self.document("\(folder)/tree.json")))
    #expect(ClaimAmountsTable.text(of: tree).bytes == (try Self.document("\(folder)/claims.csv")))
  }

  @Test(
    "Manifests",
    arguments: ["manifest.json", "epochs/1/manifest.json", "epochs/2/manifest.json"]
  )
  func manifest(name: String) throws {
    let bytes = try Self.document(name)
    let manifest = try Manifest(parsing: bytes)
    #expect(manifest.bytes == bytes)
    #expect(manifest.files.map(\.path) == manifest.files.map(\.path).sorted())
  }

  @Test func index() throws {
    let bytes = try Self.document("index.json")
    let (generator, site) = try IndexDocument.header(parsing: bytes)
    let reports = try [1, 2].map { epoch in
      try EpochReport(parsing: Self.document("epochs/\(epoch)/report.json"))
    }
    #expect(IndexDocument(generator: generator, site: site, reports: reports).bytes == bytes)
    #expect(site.title == "Tiny" && site.notice == nil)
  }

  @Test func proof() throws {
    let bytes = try Self.document("proof.json")
    let proof = try ProofDocument(parsing: bytes)
    #expect(proof.bytes == bytes)
    #expect(proof.claim?.proof.root(.standard) == proof.root)
    let report = try EpochReport(parsing: Self.document("epochs/2/report.json"))
    let again = ProofDocument(
      of: proof.account,
      report: report,
      payout: report.payouts[0],
      sums: nil,
      holder: proof.holder,
      claim: proof.claim
    )
    #expect(again.bytes == bytes)
  }

  /// What a manifest says of its files, in bytes.
  @Test("Manifests name every released file", arguments: [1, 2])
  func manifestOfFolder(epoch: Int) throws {
    let folder = "ReportDocumentsTests/Released/v1/epochs/\(epoch)"
    var files = try TestFile.tree(folder)
    let manifest = try Manifest(parsing: files["manifest.json"] ?? [])
    files["manifest.json"] = nil
    #expect(manifest.files.map(\.path.description).sorted() == files.keys.sorted())
    for file in manifest.files {
      #expect(files[file.path.description]?.count == file.byteCount)
    }
  }
}
