import Books
import ClaimVerifier
import Distribution
import EVMTypes
import FileStore
import TestSupport
import Testing

@Suite struct TreeSettingTests {
  /// The tiny books with a text before `payout:`, which is line 11, and a contract of the asset.
  static func store(_ tree: String, contract: Bool = true) throws -> MemoryFileStore {
    var store = try BooksTests.tiny()
    var text = try store.text("revshare.yaml").replacing(
      "payout: usdc",
      with: "\(tree)\npayout: usdc"
    )
    if contract {
      text = text.replacing(
        "decimals: 6 }",
        with: "decimals: 6, contract: \"0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48\" }"
      )
    }
    store.files["revshare.yaml"] = [UInt8](text.utf8)
    return store
  }

  static func trees(_ tree: String) throws -> [TreeTerms] {
    let books = try Books(from: store(tree))
    return try [1, 2].map { try books.inputs(ofEpoch: $0, after: nil).terms.payouts[0].tree }
  }

  @Test("The default order is the preset's own", arguments: TreePreset.allCases)
  func ownOrder(preset: TreePreset) throws {
    let tree = try Self.trees("tree: { format: \(preset.name) }")[0]
    #expect(tree.preset == preset)
    let isByHash = [.uniswap, .sablier, .merkl, .cumulative, .convex].contains(preset)
    #expect(tree.order == (isByHash ? .hash : .account))
    #expect((tree.leaf.token == .zero) == !preset.holdsToken)
  }

  @Test func nothingChosen() throws {
    #expect(try Self.trees("") == [.standard, .standard])
    #expect(try Self.trees("tree: {}") == [.standard, .standard])
    #expect(try Self.trees("tree: { order: hash }").map(\.order) == [.hash, .hash])
    #expect(
      try Self.trees("tree: { order: hash }").map(\.preset) == [.openZeppelin, .openZeppelin]
    )
  }

  @Test func anotherTreeFromAnEpochOn() throws {
    #expect(
      try Self.trees("tree: { format: uniswap, from: 2 }").map(\.preset) == [
        .openZeppelin, .uniswap,
      ]
    )
    let list = "tree:\n  - { format: murky, from: 2 }\n  - { format: convex, order: account }"
    #expect(try Self.trees(list).map(\.preset) == [.convex, .murky])
  }

  @Test(
    "What is refused",
    arguments: [
      (
        "tree: { format: openzepelin }",
        "tree.format: no such format; there are openzeppelin, uniswap, sablier, merkl, cumulative, urd, convex, "
          + "murky, duplicate-odd"
      ),
      ("tree: { format: eigenlayer }", "tree.format: no such format; there are openzeppelin"),
      (
        "tree: { format: uniswap, order: given }",
        "tree.order: no such order; there are account, hash"
      ),
      (
        "tree: { preset: uniswap }",
        "tree.preset: unknown key; the keys here are format, order, from"
      ),
      ("tree: uniswap", "tree: expected keys and values"),
      ("tree: { format: [uniswap] }", "tree.format: expected a text"),
      ("tree: [{ format: uniswap }, { order: hash }]", "tree[1]: two trees begin with one epoch"),
      ("tree: [{ from: 2 }, { from: 2 }]", "tree[1].from: two trees begin with one epoch"),
      ("tree: { from: soon }", "tree.from: expected a whole number"),
    ]
  )
  func refused(tree: String, problem: String) throws {
    let lines = try #require(BooksTests.problems(in: Self.store(tree))).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("revshare.yaml:11: \(problem)"), "\(lines)")
  }

  @Test("A leaf with the token wants its contract", arguments: ["merkl", "urd"])
  func noContract(format: String) throws {
    let store = try Self.store("tree: { format: \(format) }", contract: false)
    let lines = try #require(BooksTests.problems(in: store)).lines
    let fact = "a \(format) leaf holds the token that is paid; give the asset usdc its contract"
    #expect(lines == ["revshare.yaml:11: tree.format: \(fact)"])
  }
}
