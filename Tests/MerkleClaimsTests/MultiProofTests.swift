import EVMTypes
import Foundation
import MerkleClaims
import TestSupport
import Testing

@Suite struct MultiProofTests {
  /// Trees and proofs of multiproofs.json, made by a library of others.
  struct Vector: Sendable, Decodable, CustomTestStringConvertible {
    struct Proof: Sendable, Decodable {
      let claims: [Int]
      let leaves: [String]
      let proof: [String]
      let flags: [Bool]
    }

    let size: Int
    let sorted: Bool
    let root: String
    let proofs: [Proof]

    var testDescription: String { "\(size), \(sorted ? "sorted" : "as given")" }
  }

  private struct File: Decodable {
    let vectors: [Vector]
  }

  static let vectors: [Vector] = {
    let bytes = try? TestFile.bytes("Fixtures/vectors/multiproofs.json")
    return bytes.flatMap { try? JSONDecoder().decode(File.self, from: Data($0)).vectors } ?? []
  }()

  @Test func allVectorsAreThere() {
    #expect(Self.vectors.count == 18)
  }

  @Test("A proof is that of the library", arguments: vectors)
  func vectorAgrees(vector: Vector) throws {
    let tree = try Self.tree(vector.size, isSorted: vector.sorted)
    #expect(tree.root.description == vector.root)
    for expected in vector.proofs {
      let proof = try #require(tree.multiProof(ofClaims: expected.claims))
      #expect(proof.leaves.map(\.description) == expected.leaves)
      #expect(proof.siblings.map(\.description) == expected.proof)
      #expect(proof.flags == expected.flags)
    }
  }

  @Test(
    "Every subset's proof leads to the root, and no tampered one",
    arguments: 1...6,
    [true, false]
  )
  func everySubset(size: Int, isSorted: Bool) throws {
    let tree = try Self.tree(size, isSorted: isSorted)
    for mask in 1..<(1 << size) {
      try check((0..<size).filter { mask >> $0 & 1 == 1 }, of: tree, bit: mask % 256)
    }
  }

  @Test("Seeded subsets of larger trees", arguments: [7, 8, 9, 16, 17, 33, 64, 100, 129])
  func seededSubsets(size: Int) throws {
    var generator = SeededGenerator(seed: size)
    for isSorted in [true, false] {
      let tree = try Self.tree(size, isSorted: isSorted)
      for count in [1, 2, 3, size / 2, size - 1, size] {
        let claims = Array((0..<size).shuffled(using: &generator).prefix(count))
        try check(claims, of: tree, bit: Int.random(in: 0..<256, using: &generator))
      }
    }
  }

  private func check(_ claims: [Int], of tree: MerkleTree, bit: Int) throws {
    let proof = try #require(tree.multiProof(ofClaims: claims))
    let (leaves, siblings, flags) = (proof.leaves, proof.siblings, proof.flags)
    #expect(proof.root == tree.root)
    #expect(Set(leaves) == Set(claims.map { tree.leaf(ofClaim: $0) }))
    // The order in which claims are asked for has no meaning.
    #expect(tree.multiProof(ofClaims: claims.reversed()) == proof)
    for place in leaves.indices {
      var changed = leaves
      changed[place] = changed[place].flipping(bit)
      #expect(MultiProof(leaves: changed, siblings: siblings, flags: flags).root != tree.root)
    }
    for place in siblings.indices {
      var changed = siblings
      changed[place] = changed[place].flipping(bit)
      #expect(MultiProof(leaves: leaves, siblings: changed, flags: flags).root != tree.root)
    }
    for place in flags.indices {
      var changed = flags
      changed[place].toggle()
      #expect(MultiProof(leaves: leaves, siblings: siblings, flags: changed).root == nil)
    }
    let more = leaves + [tree.root]
    let fewer = Array(leaves.dropLast())
    #expect(MultiProof(leaves: more, siblings: siblings, flags: flags).root == nil)
    #expect(MultiProof(leaves: fewer, siblings: siblings, flags: flags).root == nil)
    #expect(MultiProof(leaves: leaves, siblings: siblings + [.zero], flags: flags).root == nil)
    #expect(MultiProof(leaves: leaves, siblings: siblings, flags: flags + [false]).root == nil)
    #expect(
      MultiProof(leaves: leaves, siblings: siblings + [.zero], flags: flags + [true]).root == nil
    )
    #expect(MultiProof(leaves: more, siblings: siblings, flags: flags + [false]).root == nil)
  }

  @Test("No claims' proof is the root alone", arguments: 1...9)
  func noClaims(size: Int) throws {
    let tree = try Self.tree(size, isSorted: true)
    let proof = try #require(tree.multiProof(ofClaims: []))
    #expect(proof == MultiProof(leaves: [], siblings: [tree.root], flags: []))
    #expect(proof.root == tree.root)
  }

  /// Each by hand, with a, b and c of one tree.
  @Test func partsThatDoNotFitLeadToNothing() {
    let (a, b, c) = (Digest(keccak256Of: [1]), Digest(keccak256Of: [2]), Digest(keccak256Of: [3]))
    let proofs = [
      MultiProof(leaves: [], siblings: [], flags: []),
      MultiProof(leaves: [a, b], siblings: [], flags: []),
      MultiProof(leaves: [a], siblings: [b], flags: []),
      MultiProof(leaves: [], siblings: [a, b], flags: []),
      MultiProof(leaves: [a], siblings: [b], flags: [true]),
      MultiProof(leaves: [a, b], siblings: [], flags: [false]),
      MultiProof(leaves: [], siblings: [a, b], flags: [false]),
      MultiProof(leaves: [], siblings: [a, b], flags: [true]),
      MultiProof(leaves: [a], siblings: [b, c], flags: [true, false]),
      MultiProof(leaves: [a, b], siblings: [c], flags: [true, true]),
      MultiProof(leaves: [a, b, c], siblings: [], flags: [true, true, true]),
    ]
    for proof in proofs { #expect(proof.root == nil, "\(proof)") }
    #expect(MultiProof(leaves: [a], siblings: [], flags: []).root == a)
    #expect(MultiProof(leaves: [], siblings: [a], flags: []).root == a)
  }

  @Test func aTreeOfAnotherShapeHasNone() throws {
    let columns = ClaimSample.columns(5, for: .cumulative)
    let tree = try #require(DistributionTree(of: columns, in: .cumulative)?.single)
    #expect(tree.multiProof(ofClaims: [0, 1]) == nil)
    #expect(tree.multiProof(ofClaims: []) == nil)
  }

  @Test func aClaimTwiceHasNone() throws {
    #expect(try Self.tree(5, isSorted: true).multiProof(ofClaims: [1, 1]) == nil)
  }

  /// The claims of claim-tree-roots.txt.
  private static func tree(_ size: Int, isSorted: Bool) throws -> MerkleTree {
    var columns = ClaimColumns(count: size)
    columns.accounts = (1...size).map { Address(repeating: UInt8($0)) }
    columns.amounts = [(1...size).map { UInt256(1_000_000_007 * UInt64($0)) }]
    let format = TreeFormat.openZeppelin.ordered(isSorted ? .hash : .given)
    return try #require(DistributionTree(of: columns, in: format)?.single)
  }
}
