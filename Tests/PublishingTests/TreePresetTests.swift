import ClaimVerifier
import Distribution
import FileStore
import Publishing
import ReportDocuments
import Signing
import TestSupport
import Testing

@Suite struct TreePresetTests {
  /// The tiny books under a tree, published.
  static func site(_ tree: String) throws -> MemoryFileStore {
    try TinySite.publish(
      TinySite.books { store in
        try store.replace(
          "decimals: 6 }",
          with: "decimals: 6, contract: \"0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48\" }",
          in: "revshare.yaml"
        )
        try store.replace("payout: usdc", with: "tree: \(tree)\npayout: usdc", in: "revshare.yaml")
      }
    )
  }

  @Test(
    "A site of any preset agrees with its inputs",
    arguments: TreePreset.allCases,
    ClaimOrder.allCases
  )
  func siteAgrees(preset: TreePreset, order: ClaimOrder) throws {
    let site = try Self.site("{ format: \(preset.name), order: \(order) }")
    let audit = try SiteAudit(of: site)
    #expect(audit.findings == [])
    #expect(audit.history.epochs.map(\.terms.payouts[0].tree.preset) == [preset, preset])
    #expect(audit.history.epochs.map(\.terms.payouts[0].tree.order) == [order, order])
    #expect(
      (site.files["epochs/1/usdc/tree.json"] != nil) == [.openZeppelin, .sablier].contains(preset)
    )
  }

  /// The default tree, written out in the books, gives the very bytes that no tree gives.
  @Test func defaultTreeLeavesNoTrace() throws {
    let contract = try Self.site("{}")
    let chosen = try Self.site("{ format: openzeppelin, order: account }")
    #expect(chosen.files == contract.files)
    let inputs = String(decoding: try chosen.read("epochs/1/inputs/epoch.json"), as: UTF8.self)
    #expect(!inputs.contains("tree"))
  }

  @Test func treeOfEachEpoch() throws {
    let site = try Self.site("[{ format: uniswap }, { format: merkl, from: 2 }]")
    let audit = try SiteAudit(of: site)
    #expect(audit.findings == [])
    #expect(audit.history.epochs.map(\.terms.payouts[0].tree.preset) == [.uniswap, .merkl])
    let manifests = try SiteAudit(of: Self.site("{ format: uniswap }")).history.epochs
      .map(\.manifest)
    let found = audit.history.epochs.map(\.manifest)
    #expect(found[0] == manifests[0] && found[1] != manifests[1])
  }

  @Test(
    "The audit finds a tree that is not the inputs'",
    arguments: [
      ("epochs/1/inputs/epoch.json", "\"uniswap\"", "\"cumulative\"", "claims.preset"),
      ("epochs/1/inputs/epoch.json", "\"hash\"", "\"account\"", "claims.order"),
      ("epochs/1/report.json", "\"order\": \"hash\"", "\"order\": \"account\"", "claims.order"),
      ("epochs/1/usdc/claims.csv", "\n1,0x1F6E", "\n0,0x1F6E", "line 4, column index"),
      ("epochs/1/usdc/claims/0x.json", "\"index\": 5", "\"index\": 4", "holders[4].claim.index"),
      ("epochs/1/usdc/claims/0x.json", "\"leaf\": 5", "\"leaf\": 4", ".claim.leaf"),
    ]
  )
  func tamperedTree(name: String, text: String, other: String, place: String) throws {
    var site = try Self.site("{ format: uniswap }")
    let path = try #require(RelativePath(name))
    try site.replace(text, with: other, in: path)
    let findings = try SiteAudit(of: site).findings
    #expect(findings.contains { $0.code == .changedFile && $0.path == path }, "\(findings)")
    #expect(
      findings.contains { $0.code == .wrongFigure && $0.place.hasSuffix(place) },
      "\(findings)"
    )
  }
}
