import ClaimVerifier
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct ClaimProofTests {
  @Test("Every leaf's proof leads to the root", arguments: 1...129)
  func everyProofVerifies(size: Int) throws {
    let tree = try ClaimTreeTests.tree(ofSize: size)
    let depth = size == 1 ? 0 : Int.bitWidth - (size - 1).leadingZeroBitCount
    for index in 0..<size {
      let proof = tree.claimProof(at: index)
      #expect(proof.root(.standard) == tree.root)
      #expect(proof.leafHash == proof.computedLeafHash(.standard))
      #expect(proof.siblings.count <= depth && proof.siblings.count >= depth - 1)
      #expect((proof.index, proof.leaf) == (index, index))
    }
  }

  @Test("Every flipped bit of leaf, sibling or root fails", arguments: 1...9)
  func everyFlippedBit(size: Int) throws {
    let tree = try ClaimTreeTests.tree(ofSize: size)
    for index in 0..<size {
      let proof = tree.claimProof(at: index)
      for bit in 0..<256 {
        for hash in -1..<proof.siblings.count {
          #expect(root(of: proof, flipping: bit, ofHash: hash) != tree.root)
        }
        #expect(proof.root(.standard) != flipped(tree.root, bit))
      }
    }
  }

  @Test("A flipped bit of any hash of any proof fails", arguments: 10...129)
  func seededFlippedBits(size: Int) throws {
    let tree = try ClaimTreeTests.tree(ofSize: size)
    var generator = SeededGenerator(seed: size)
    for index in 0..<size {
      let proof = tree.claimProof(at: index)
      for hash in -1..<proof.siblings.count {
        let bit = Int.random(in: 0..<256, using: &generator)
        #expect(root(of: proof, flipping: bit, ofHash: hash) != tree.root, "bit \(bit)")
      }
    }
  }

  @Test("A proof that is a hash too short or too long fails", arguments: 2...33)
  func otherLengths(size: Int) throws {
    let tree = try ClaimTreeTests.tree(ofSize: size)
    for index in 0..<size {
      let proof = tree.claimProof(at: index)
      let siblings = proof.siblings
      for other in [
        Array(siblings.dropLast()), Array(siblings.dropFirst()), siblings + [tree.root],
        siblings + siblings.suffix(1), [proof.leafHash] + siblings,
      ] {
        #expect(ProofFold.root(from: proof.leafHash, along: other) != tree.root)
      }
    }
  }

  @Test("Another account or amount fails with the same proof", arguments: 1...33)
  func otherClaims(size: Int) throws {
    let tree = try ClaimTreeTests.tree(ofSize: size)
    for index in 0..<size {
      let proof = tree.claimProof(at: index)
      for claim in [
        Claim(account: proof.claim.account, amount: try proof.claim.amount.adding(1)),
        Claim(account: proof.claim.account, amount: try proof.claim.amount.subtracting(1)),
        Claim(account: Address(repeating: 0xEE), amount: proof.claim.amount),
      ] {
        let forged = ClaimProof(
          claim: claim,
          index: index,
          leaf: index,
          leafHash: proof.leafHash,
          siblings: proof.siblings
        )
        #expect(forged.root(.standard) != tree.root)
        #expect(forged.computedLeafHash(.standard) != forged.leafHash)
      }
    }
  }

  /// An inner node has 64 bytes below it as an encoded claim has, but claims are hashed twice.
  @Test func innerNodeIsNoLeaf() throws {
    let tree = try ClaimTreeTests.tree(ofSize: 2)
    let claim = StandardLeaf.hash(account: Address(repeating: 1), amount: 1_000_000_007)
    #expect(tree.nodes.contains(claim))
    let once = Digest(
      keccak256Of: [UInt8](repeating: 0, count: 12) + Address(repeating: 1).bytes
        + Digest(bigEndianWords: UInt256(1_000_000_007).bigEndianWords).bytes
    )
    #expect(Digest(keccak256Of: once.bytes) == claim)
    #expect(!tree.nodes.contains(once))
  }

  /// The root after one bit of the leaf (hash -1) or of a sibling is flipped.
  private func root(of proof: ClaimProof, flipping bit: Int, ofHash hash: Int) -> Digest {
    guard hash >= 0 else {
      return ProofFold.root(from: flipped(proof.leafHash, bit), along: proof.siblings)
    }
    var siblings = proof.siblings
    siblings[hash] = flipped(siblings[hash], bit)
    return ProofFold.root(from: proof.leafHash, along: siblings)
  }

  private func flipped(_ digest: Digest, _ bit: Int) -> Digest {
    var bytes = digest.bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return Digest(bytes: bytes) ?? digest
  }
}
