public import ClaimVerifier
public import EVMTypes

/// A tree over the claims of an epoch, in one of the presets that books may choose.
///
/// - Source: docs/specification.md, section 4.
public struct ClaimTree: Sendable, Hashable {
  /// The claims, in account order.
  public let claims: [Claim]
  /// How claims became leaves.
  public let leaf: ClaimLeaf
  let tree: MerkleTree
  /// The claims' ranks by their checksummed accounts, where they are the indexes.
  private let ranks: [UInt256]

  /// Builds a tree.
  ///
  /// - Parameters:
  ///   - claims: The claims, in account order, each account once.
  ///   - leaf: How claims become leaves.
  ///   - order: The order of leaves; as given is that of the claims, too.
  /// - Throws: ``ClaimTreeError``.
  /// - Complexity: O(*n*) permutations of keccak for *n* claims; 3n - 1 for OpenZeppelin's tree.
  public init(
    of claims: [Claim],
    leaf: ClaimLeaf = .standard,
    order: LeafOrder = .account
  ) throws(ClaimTreeError) {
    guard !claims.isEmpty else { throw .noClaims }
    for (claim, next) in zip(claims, claims.dropFirst()) where !(claim.account < next.account) {
      throw .notInAccountOrder(next.account)
    }
    var columns = ClaimColumns(count: claims.count)
    columns.accounts = claims.map(\.account)
    columns.amounts = [claims.map(\.amount)]
    let ranks = leaf.preset == .uniswap ? columns.checksumRanks : []
    if leaf.preset.holdsIndex { columns.indexes = ranks.isEmpty ? columns.rowNumbers : ranks }
    if leaf.preset.holdsToken {
      columns.tokens = [Address](repeating: leaf.token, count: claims.count)
    }
    let format = leaf.preset.format.ordered(order)
    try Self.check(claims, columns, format)
    guard let tree = DistributionTree(of: columns, in: format)?.single else { throw .noClaims }
    self.claims = claims
    self.leaf = leaf
    self.tree = tree
    self.ranks = ranks
  }

  /// Refuses claims that the contracts do not take, and leaves that could be passed off as inner nodes.
  private static func check(
    _ claims: [Claim],
    _ columns: ClaimColumns,
    _ format: TreeFormat
  ) throws(ClaimTreeError) {
    if let row = format.leaf.ambiguousClaim(in: columns, under: format.node) {
      throw .ambiguousLeaf(claims[row].account)
    }
    if format == TreeFormat.sablier.ordered(format.order) {
      for claim in claims where claim.amount.leadingZeroBitCount < 128 {
        throw .amountTooLarge(claim.account)
      }
    }
  }

  /// The nodes: OpenZeppelin's array, the root first, or the layers, the leaves first.
  public var nodes: [Digest] { tree.nodes }

  /// The root.
  public var root: Digest { tree.root }

  /// What the contract takes as a claim's index: Uniswap's is the rank of the checksummed account, any other the
  /// claim's place.
  ///
  /// - Parameter place: The claim's place in account order, from 0.
  /// - Returns: The index.
  public func index(ofClaim place: Int) -> Int {
    precondition(claims.indices.contains(place), "the tree has a claim at \(place)")
    return ranks.isEmpty ? place : Int(ranks[place].asUInt64 ?? 0)
  }

  /// The position of a claim's leaf among the tree's leaves.
  ///
  /// - Parameter place: The claim's place in account order, from 0.
  /// - Returns: The position, from 0.
  public func position(ofClaim place: Int) -> Int { tree.position(ofClaim: place) }

  /// The place of a claim's leaf among the nodes.
  ///
  /// - Parameter place: The claim's place in account order, from 0.
  /// - Returns: The node's place.
  public func nodeIndex(ofClaim place: Int) -> Int {
    precondition(claims.indices.contains(place), "the tree has a claim at \(place)")
    return tree.nodeIndex(ofClaim: place)
  }

  /// The siblings from a claim's leaf up to the root.
  ///
  /// - Parameter place: The claim's place in account order, from 0.
  /// - Returns: The proof; empty for the only claim.
  public func proof(ofClaim place: Int) -> [Digest] {
    precondition(claims.indices.contains(place), "the tree has a claim at \(place)")
    return tree.proof(ofClaim: place)
  }
}

/// Why claims do not make a tree.
public enum ClaimTreeError: Error, Sendable, Hashable {
  /// There are no claims.
  case noClaims
  /// The claim of this account is not after the one before, or is a second one.
  case notInAccountOrder(Address)
  /// The claim of this account is larger than the contracts take.
  case amountTooLarge(Address)
  /// The leaf of this account has as many bytes as two nodes, and is hashed once like them.
  case ambiguousLeaf(Address)
}

extension ClaimTreeError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noClaims: "a tree needs at least one claim"
    case .notInAccountOrder(let account): "the claim of \(account) is not after the one before"
    case .amountTooLarge(let account):
      "the claim of \(account) is 2^128 or more, which Sablier's contracts do not take; choose another tree format"
    case .ambiguousLeaf(let account):
      "the leaf of \(account) would have 64 bytes, hashed once, and could be passed off as an inner node; "
        + "choose another tree format"
    }
  }
}
