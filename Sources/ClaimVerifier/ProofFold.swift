public import EVMTypes
import Keccak

/// The way from a leaf to the root over sorted pairs.
public enum ProofFold: Sendable {
  /// Hashes two sibling nodes, the smaller one first, so that a proof needs no left and right.
  ///
  /// - Source: OpenZeppelin contracts 5, `Hashes.commutativeKeccak256`.
  /// - Parameters:
  ///   - first: A node.
  ///   - second: Its sibling.
  /// - Returns: Their parent.
  public static func parent(of first: Digest, and second: Digest) -> Digest {
    let isSorted = !(second < first)
    var hash = Keccak256()
    hash.update(isSorted ? first.bigEndianWords : second.bigEndianWords)
    hash.update(isSorted ? second.bigEndianWords : first.bigEndianWords)
    return Digest(bigEndianWords: hash.finalize())
  }

  /// The root that a proof leads to.
  ///
  /// - Source: OpenZeppelin contracts 5, `MerkleProof.processProof`.
  /// - Parameters:
  ///   - leaf: The leaf's hash.
  ///   - proof: The siblings from the leaf up; none for the only leaf.
  /// - Returns: The root; the claim is in the tree if it is the tree's.
  public static func root(from leaf: Digest, along proof: some Sequence<Digest>) -> Digest {
    var node = leaf
    for sibling in proof { node = parent(of: node, and: sibling) }
    return node
  }
}
