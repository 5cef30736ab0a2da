public import EVMTypes

/// An OpenZeppelin `standard-v1` tree over claims, its leaves in the order of the claims.
///
/// The nodes are an array of 2n - 1: the root at 0, the children of i at 2i + 1 and 2i + 2, the leaf of claim
/// k at 2n - 2 - k.
///
/// - Source: OpenZeppelin merkle-tree 1.0, `makeMerkleTree`; docs/specification.md, section 4.
public struct ClaimTree: Sendable, Hashable {
  /// The claims, in the order of their leaves.
  public let claims: [Claim]
  let tree: MerkleTree

  /// Builds a tree.
  ///
  /// - Parameter claims: The claims, in account order, each account once.
  /// - Throws: ``ClaimTreeError``.
  /// - Complexity: 3n - 1 permutations of keccak for n claims.
  public init(of claims: [Claim]) throws(ClaimTreeError) {
    guard !claims.isEmpty else { throw .noClaims }
    for (claim, next) in zip(claims, claims.dropFirst()) where !(claim.account < next.account) {
      throw .notInAccountOrder(next.account)
    }
    var columns = ClaimColumns(count: claims.count)
    columns.accounts = claims.map(\.account)
    columns.amounts = [claims.map(\.amount)]
    guard let tree = MerkleTree(arrayOver: columns, leaf: TreeFormat.openZeppelin.leaf) else {
      throw .noClaims
    }
    self.claims = claims
    self.tree = tree
  }

  /// The nodes, the root first.
  public var nodes: [Digest] { tree.nodes }

  /// The root.
  public var root: Digest { tree.root }

  /// The place of a claim's leaf among the nodes.
  ///
  /// - Parameter index: The claim's place, from 0.
  /// - Returns: The node's place.
  public func nodeIndex(ofClaim index: Int) -> Int {
    precondition(claims.indices.contains(index), "the tree has a claim at \(index)")
    return tree.nodeIndex(ofClaim: index)
  }

  /// The siblings from a claim's leaf up to the root.
  ///
  /// - Parameter index: The claim's place, from 0.
  /// - Returns: The proof; empty for the only claim.
  public func proof(ofClaim index: Int) -> [Digest] {
    precondition(claims.indices.contains(index), "the tree has a claim at \(index)")
    return tree.proof(ofClaim: index)
  }
}

/// Why claims do not make a tree.
public enum ClaimTreeError: Error, Sendable, Hashable {
  /// There are no claims.
  case noClaims
  /// The claim of this account is not after the one before, or is a second one.
  case notInAccountOrder(Address)
}

extension ClaimTreeError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noClaims: "a tree needs at least one claim"
    case .notInAccountOrder(let account): "the claim of \(account) is not after the one before"
    }
  }
}
