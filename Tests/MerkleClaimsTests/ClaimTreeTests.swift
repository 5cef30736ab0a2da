import ClaimVerifier
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct ClaimTreeTests {
  /// The claims of claim-tree-roots.txt.
  static func tree(ofSize size: Int) throws -> ClaimTree {
    try ClaimTree(
      of: (1...size).map { number in
        Claim(
          account: Address(repeating: UInt8(number)),
          amount: UInt256(1_000_000_007 * UInt64(number))
        )
      }
    )
  }

  static let roots: [[String]] = (try? TestFile.rows("Fixtures/vectors/claim-tree-roots.txt")) ?? []

  @Test("The root of every size is Python's", arguments: 1...129)
  func root(size: Int) throws {
    let row = try #require(Self.roots.first { $0[0] == "repeated" && $0[1] == "\(size)" })
    #expect(try Self.tree(ofSize: size).root.description == row[2])
  }

  @Test("OpenZeppelin's unsorted trees of inputs in account order, whole", arguments: [1, 2])
  func openZeppelinTree(size: Int) throws {
    let vector = try #require(
      OpenZeppelinVector.all().first { $0.isUnsorted && $0.claims.count == size }
    )
    let tree = try ClaimTree(
      of: vector.claims.map { Claim(account: $0.account, amount: $0.amount) }
    )
    #expect(tree.root == vector.rootDigest)
    #expect(tree.proof(ofClaim: 0) == vector.firstProof)
    #expect(tree.proof(ofClaim: size - 1) == vector.lastProof)
  }

  @Test("OpenZeppelin's inputs, put in account order", arguments: [1, 2, 3, 5, 7, 8, 13])
  func openZeppelinInputs(size: Int) throws {
    let row = try #require(Self.roots.first { $0[0] == "openzeppelin" && $0[1] == "\(size)" })
    let vector = try #require(
      OpenZeppelinVector.all().first { $0.isUnsorted && $0.claims.count == size }
    )
    let claims = vector.claims.map { Claim(account: $0.account, amount: $0.amount) }
    let tree = try ClaimTree(of: claims.sorted { $0.account < $1.account })
    #expect(tree.root.description == row[2])
  }

  @Test("Leaves stand at the end of the nodes, the first claim last", arguments: 1...129)
  func layout(size: Int) throws {
    let tree = try Self.tree(ofSize: size)
    #expect(tree.nodes.count == 2 * size - 1)
    for (index, claim) in tree.claims.enumerated() {
      #expect(tree.nodeIndex(ofClaim: index) == 2 * size - 2 - index)
      let leaf = StandardLeaf.hash(account: claim.account, amount: claim.amount)
      #expect(tree.nodes[2 * size - 2 - index] == leaf)
    }
  }

  @Test func noClaimsMakeNoTree() {
    #expect(throws: ClaimTreeError.noClaims) { try ClaimTree(of: []) }
  }

  @Test(
    "A second claim of an account, or one before it, is refused",
    arguments: [
      [1, 1], [2, 1],
      [1, 2, 2], [1, 3, 2], [2, 3, 1],
    ] as [[UInt8]]
  )
  func wrongOrder(bytes: [UInt8]) throws {
    let claims = bytes.enumerated().map { index, byte in
      Claim(account: Address(repeating: byte), amount: UInt256(UInt64(index + 1)))
    }
    let culprit = Address(repeating: try #require(bytes.last))
    #expect(throws: ClaimTreeError.notInAccountOrder(culprit)) { try ClaimTree(of: claims) }
  }
}
