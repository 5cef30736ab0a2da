import ClaimVerifier
import Distribution
import EVMTypes
import Testing

@testable import ReportPages

@Suite struct TreeTextTests {
  @Test func defaultTree() {
    let tree = TreeText(.standard)
    #expect(
      (tree.name, tree.code, tree.leaf) == ("OpenZeppelin", "standard-v1", "address, uint256")
    )
    #expect(tree.order == "in account order")
  }

  @Test("Other trees are named by their preset and order", arguments: TreePreset.allCases)
  func otherTrees(preset: TreePreset) throws {
    let token = Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: .zero)
    let terms = try #require(TreeTerms(preset, .hash, of: Asset(id: "usdc", token: token)))
    let tree = TreeText(terms)
    #expect(tree.code == (preset == .openZeppelin ? "standard-v1" : preset.name))
    #expect(tree.order == "in the order of their hashes")
    #expect(tree.leaf.contains("index") == preset.holdsIndex)
    #expect(tree.leaf.contains("token") == preset.holdsToken)
  }
}
