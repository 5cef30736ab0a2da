public import EVMTypes

/// The way from a claim's leaf to the root.
public struct ClaimPath: Sendable, Hashable {
  /// The leaf's position in its tree, from 0.
  public let position: Int
  /// The siblings, from the leaf up.
  public let siblings: [Digest]
  /// The position of the group's leaf in the top tree, from 0; `nil` where claims make one tree.
  public let groupPosition: Int?
  /// The siblings from the group's leaf up.
  public let groupSiblings: [Digest]

  /// Creates a path.
  ///
  /// - Parameters:
  ///   - position: The leaf's position in its tree.
  ///   - siblings: The siblings, from the leaf up.
  ///   - groupPosition: The position of the group's leaf in the top tree.
  ///   - groupSiblings: The siblings from the group's leaf up.
  public init(
    position: Int,
    siblings: [Digest],
    groupPosition: Int? = nil,
    groupSiblings: [Digest] = []
  ) {
    self.position = position
    self.siblings = siblings
    self.groupPosition = groupPosition
    self.groupSiblings = groupSiblings
  }
}

extension TreeFormat {
  /// The root that a claim's path leads to.
  ///
  /// - Parameters:
  ///   - leaf: The hash of the claim's leaf.
  ///   - account: Who claims; has a part in it only where an account's claims make a tree.
  ///   - path: The path.
  /// - Returns: The root; `nil` where the path has a position that its siblings do not reach.
  public func root(from leaf: Digest, of account: Address?, along path: ClaimPath) -> Digest? {
    switch grouping {
    case .none:
      return node.root(from: leaf, along: path.siblings, at: path.position)
    case .byAccountDigits:
      // Sorted pairs: the way through the shard goes on through the top tree.
      return node.root(from: leaf, along: path.siblings + path.groupSiblings, at: path.position)
    case .byAccount:
      guard let account, let position = path.groupPosition,
        let tokenRoot = node.root(from: leaf, along: path.siblings, at: path.position)
      else { return nil }
      return root(ofAccount: account, tokenRoot, along: path.groupSiblings, at: position)
    }
  }

  /// The root that an account's leaf leads to, where an account's claims make a tree.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - tokenRoot: The root of its claims.
  ///   - siblings: The siblings from the account's leaf up.
  ///   - position: The leaf's position, from 0.
  /// - Returns: The root; `nil` where the format has no such leaf, or the siblings do not reach the position.
  public func root(
    ofAccount account: Address,
    _ tokenRoot: Digest,
    along siblings: [Digest],
    at position: Int
  ) -> Digest? {
    guard case .byAccount(let prefix) = grouping else { return nil }
    return node.root(
      from: Self.accountLeaf(prefix, account, tokenRoot),
      along: siblings,
      at: position
    )
  }

  static func accountLeaf(_ prefix: UInt8, _ account: Address, _ root: Digest) -> Digest {
    Digest(keccak256Of: [prefix] + account.bytes + root.bytes)
  }
}

extension NodeForm {
  /// The root that a leaf and its siblings lead to.
  ///
  /// - Parameters:
  ///   - leaf: The leaf's hash.
  ///   - siblings: The siblings, from the leaf up.
  ///   - position: The leaf's position, from 0; without meaning where pairs are sorted.
  /// - Returns: The root; `nil` where the siblings are too few for the position.
  public func root(from leaf: Digest, along siblings: [Digest], at position: Int) -> Digest? {
    var current = kept(leaf)
    var position = position
    for sibling in siblings {
      let sibling = kept(sibling)
      let isRight = !isSorted && !position.isMultiple(of: 2)
      current = isRight ? parent(of: sibling, and: current) : parent(of: current, and: sibling)
      position /= 2
    }
    return isSorted || position == 0 ? current : nil
  }
}
