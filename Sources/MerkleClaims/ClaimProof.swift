import ClaimVerifier
public import EVMTypes

/// A claim and the way from its leaf to the root, as it was published.
public struct ClaimProof: Sendable, Hashable {
  /// The claim.
  public let claim: Claim
  /// The claim's number, from 0, in account order.
  public let index: Int
  /// The leaf's place among the tree's leaves, from 0.
  public let leaf: Int
  /// The leaf's hash, as it is stated.
  public let leafHash: Digest
  /// The siblings, from the leaf up.
  public let siblings: [Digest]

  /// Creates a proof.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - index: The claim's number.
  ///   - leaf: The leaf's place among the tree's leaves.
  ///   - leafHash: The leaf's hash, as it is stated.
  ///   - siblings: The siblings, from the leaf up.
  public init(claim: Claim, index: Int, leaf: Int, leafHash: Digest, siblings: [Digest]) {
    self.claim = claim
    self.index = index
    self.leaf = leaf
    self.leafHash = leafHash
    self.siblings = siblings
  }

  /// The leaf's hash, computed from the claim.
  public var computedLeafHash: Digest {
    StandardLeaf.hash(account: claim.account, amount: claim.amount)
  }

  /// The root that the claim leads to; the stated leaf hash has no part in it.
  public var root: Digest { ProofFold.root(from: computedLeafHash, along: siblings) }
}

extension ClaimTree {
  /// The proof of a claim.
  ///
  /// - Parameter index: The claim's place, from 0.
  /// - Returns: The claim with its proof.
  public func claimProof(at index: Int) -> ClaimProof {
    ClaimProof(
      claim: claims[index],
      index: index,
      leaf: index,
      leafHash: nodes[nodeIndex(ofClaim: index)],
      siblings: proof(ofClaim: index)
    )
  }
}
