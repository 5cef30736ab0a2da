public import ClaimVerifier
public import EVMTypes

/// A claim and the way from its leaf to the root, as it was published.
public struct ClaimProof: Sendable, Hashable {
  /// The claim.
  public let claim: Claim
  /// What the contract takes as the claim's index.
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
  ///   - index: What the contract takes as the claim's index.
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
  ///
  /// - Parameter leaf: How claims become leaves.
  /// - Returns: The hash.
  public func computedLeafHash(_ leaf: ClaimLeaf) -> Digest {
    leaf.hash(index: UInt64(clamping: index), account: claim.account, amount: claim.amount)
  }

  /// The root that the claim leads to; the stated leaf hash has no part in it.
  ///
  /// - Parameter leaf: How claims become leaves.
  /// - Returns: The root.
  public func root(_ leaf: ClaimLeaf) -> Digest {
    ProofFold.root(from: computedLeafHash(leaf), along: siblings)
  }
}

extension ClaimTree {
  /// The proof of a claim.
  ///
  /// - Parameter place: The claim's place in account order, from 0.
  /// - Returns: The claim with its proof.
  public func claimProof(at place: Int) -> ClaimProof {
    ClaimProof(
      claim: claims[place],
      index: index(ofClaim: place),
      leaf: position(ofClaim: place),
      leafHash: nodes[nodeIndex(ofClaim: place)],
      siblings: proof(ofClaim: place)
    )
  }
}
