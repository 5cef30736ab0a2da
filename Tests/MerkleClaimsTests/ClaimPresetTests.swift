import ClaimVerifier
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct ClaimPresetTests {
  /// The presets that the vectors are of; that of Morpho's distributor and Uniswap's with other indexes have none.
  static let presets: [String: TreePreset] = [
    "oz-standard-v1 address,uint256": .openZeppelin,
    "sablier-evm uint,address,uint256": .sablier,
    "uniswap-v1": .uniswap,
    "packed-addr-amount (1inch-32/ENS)": .cumulative,
    "merkl (user,token,cumulative)": .merkl,
    "convex-ascii": .convex,
    "murky odd=keccak(x,0) unsorted": .murky,
    "duplicate-odd (Sablier Solana style nodes)": .duplicateOdd,
  ]

  static let vectors = TreeVector.all.filter { presets[$0.preset] != nil }

  static func leaf(_ preset: TreePreset, _ columns: ClaimColumns) throws -> ClaimLeaf {
    try #require(ClaimLeaf(preset, token: columns.tokens.first))
  }

  @Test func vectorsOfEightPresets() {
    #expect(Set(Self.vectors.map(\.preset)) == Set(Self.presets.keys))
  }

  @Test("Every claim's leaf and proof length lead to the vector's root", arguments: vectors)
  func leavesOfVectors(vector: TreeVector) throws {
    let preset = try #require(Self.presets[vector.preset])
    let columns = try vector.columns()
    let leaf = try Self.leaf(preset, columns)
    let tree = try #require(DistributionTree(of: columns, in: preset.format))
    for row in 0..<columns.count {
      let hash = leaf.hash(
        index: UInt64(row),
        account: columns.accounts[row],
        amount: columns.amounts[0][row]
      )
      let path = try #require(tree.path(ofClaim: row))
      #expect(ProofFold.root(from: hash, along: path.siblings).description == vector.root)
      let length = preset.proofLength(ofLeaf: path.position, in: columns.count)
      #expect(length == path.siblings.count)
    }
    #expect(preset.proofLength(ofLeaf: columns.count, in: columns.count) == nil)
    #expect(preset.proofLength(ofLeaf: -1, in: columns.count) == nil)
  }

  @Test(
    "A tree of books leads from every claim to its root",
    arguments: TreePreset.allCases,
    1...17
  )
  func treeOfBooks(preset: TreePreset, size: Int) throws {
    let claims = try ClaimTreeTests.tree(ofSize: size).claims
    let token = Address(repeating: 7)
    let leaf = try #require(ClaimLeaf(preset, token: token))
    for order in [LeafOrder.account, .hash] {
      let tree = try ClaimTree(of: claims, leaf: leaf, order: order)
      let proofs = (0..<size).map { tree.claimProof(at: $0) }
      #expect(proofs.map(\.leaf).sorted() == Array(0..<size))
      #expect(proofs.map(\.index).sorted() == Array(0..<size))
      let ordered = proofs.sorted { $0.leaf < $1.leaf }
      if order == .hash {
        #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0.leafHash < $1.leafHash })
      } else {
        #expect(ordered == proofs)
      }
      if preset != .uniswap { #expect(proofs.map(\.index) == Array(0..<size)) }
      for proof in proofs {
        #expect(proof.computedLeafHash(leaf) == proof.leafHash)
        #expect(proof.root(leaf) == tree.root)
        #expect(preset.proofLength(ofLeaf: proof.leaf, in: size) == proof.siblings.count)
      }
    }
  }

  /// Morpho's leaf as its contract writes it: keccak256(bytes.concat(keccak256(abi.encode(account, reward, claimable)))).
  @Test func leafOfMorpho() throws {
    let leaf = try #require(ClaimLeaf(.universal, token: Address(repeating: 2)))
    let zeros = [UInt8](repeating: 0, count: 12)
    let encoding =
      zeros + Address(repeating: 1).bytes + zeros + Address(repeating: 2).bytes
      + [UInt8](repeating: 0, count: 31) + [9]
    let hash = leaf.hash(index: 5, account: Address(repeating: 1), amount: 9)
    #expect(hash == Digest(keccak256Of: Digest(keccak256Of: encoding).bytes))
  }

  /// 0xB… comes before 0xa… in ASCII, though its bytes are larger.
  @Test func uniswapNumbersByChecksummedText() throws {
    let accounts = try [
      "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720", "0xBcd4042DE499D14e55001CcbB24a551F3b954096",
    ]
    .map { try Address(text: $0.utf8) }
    let leaf = try #require(ClaimLeaf(.uniswap, token: nil))
    let tree = try ClaimTree(of: accounts.map { Claim(account: $0, amount: 1) }, leaf: leaf)
    #expect([tree.index(ofClaim: 0), tree.index(ofClaim: 1)] == [1, 0])
    #expect([tree.position(ofClaim: 0), tree.position(ofClaim: 1)] == [0, 1])
  }

  @Test func leafWithoutItsToken() {
    #expect(ClaimLeaf(.merkl, token: nil) == nil)
    #expect(ClaimLeaf(.universal, token: nil) == nil)
    #expect(ClaimLeaf(.uniswap, token: nil) == ClaimLeaf(.uniswap, token: Address(repeating: 3)))
  }

  /// Every preset but openzeppelin's is a format with one amount and no more than index and token.
  @Test("A preset's leaf is never as long as two nodes", arguments: TreePreset.allCases)
  func noAmbiguousPreset(preset: TreePreset) {
    var columns = ClaimColumns(count: 1)
    columns.accounts = [.zero]
    columns.amounts = [[1]]
    #expect(preset.format.leaf.ambiguousClaim(in: columns, under: preset.format.node) == nil)
    #expect(preset.format.leaf.fields.contains(.index) == preset.holdsIndex)
    #expect(preset.format.leaf.fields.contains(.token) == preset.holdsToken)
    #expect(preset.format.grouping == .none && preset.format.node.isSorted)
    #expect(preset.format.node.byteCount == 32)
  }

  @Test func claimsThatMakeNoTree() throws {
    let large = Claim(
      account: Address(repeating: 1),
      amount: UInt256("340282366920938463463374607431768211456")
    )
    let largest = Claim(
      account: Address(repeating: 1),
      amount: UInt256("340282366920938463463374607431768211455")
    )
    let sablier = try #require(ClaimLeaf(.sablier, token: nil))
    #expect(throws: ClaimTreeError.amountTooLarge(large.account)) {
      try ClaimTree(of: [large], leaf: sablier)
    }
    #expect(throws: Never.self) { try ClaimTree(of: [largest], leaf: sablier) }
    // 0x, 40 digits, a space and 21 digits are 64 bytes.
    let convex = try #require(ClaimLeaf(.convex, token: nil))
    for (digits, isRefused) in [(20, false), (21, true), (22, false)] {
      let amount = UInt256(String(repeating: "9", count: digits))
      let tree = {
        try ClaimTree(of: [Claim(account: large.account, amount: amount)], leaf: convex)
      }
      if isRefused {
        #expect(throws: ClaimTreeError.ambiguousLeaf(large.account)) { try tree() }
      } else {
        #expect(try tree().claims.count == 1)
      }
    }
  }
}
