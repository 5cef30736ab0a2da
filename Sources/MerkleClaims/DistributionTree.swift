public import EVMTypes

/// The tree, or trees, of a distribution's claims in a format.
public struct DistributionTree: Sendable, Hashable {
  /// The format.
  public let format: TreeFormat
  /// The tree whose root is the distribution's.
  let top: MerkleTree
  /// The trees of the groups, in the order of the top tree's leaves as they are given; none for one tree.
  let groups: [MerkleTree]
  /// For each claim its group; empty for one tree.
  let groupOfClaim: [Int32]
  /// For each claim its place among those of its tree, or -1 if it is left out; empty where each is in the one tree.
  let placeOfClaim: [Int32]

  /// Builds the tree.
  ///
  /// Gives `nil` when there are no claims in it.
  ///
  /// - Parameters:
  ///   - columns: The claims, with every field that the leaf needs.
  ///   - format: The format.
  public init?(of columns: ClaimColumns, in format: TreeFormat) {
    var columns = columns
    var places: [Int32] = []
    if format.leavesOutZeros {
      let kept = (0..<columns.count).filter { !columns.isZero(at: $0) }
      if kept.count < columns.count {
        places = [Int32](repeating: -1, count: columns.count)
        for (place, row) in kept.enumerated() { places[row] = Int32(place) }
        columns = columns.selecting(kept)
      }
    }
    guard columns.count > 0 else { return nil }
    self.format = format
    switch format.grouping {
    case .none:
      guard let tree = Self.tree(over: columns, format) else { return nil }
      self.top = tree
      self.groups = []
      self.groupOfClaim = []
      self.placeOfClaim = places
    case .byAccount, .byAccountDigits:
      guard let grouped = ClaimGroups(of: columns, in: format) else { return nil }
      self.top = grouped.top
      self.groups = grouped.groups
      self.groupOfClaim = grouped.groupOfClaim
      self.placeOfClaim = grouped.placeOfClaim
    }
  }

  private static func tree(over columns: ClaimColumns, _ format: TreeFormat) -> MerkleTree? {
    let arrangement = format.arrangement(of: columns)
    if format.node == NodeForm(.array), arrangement == .given {
      return MerkleTree(arrayOver: columns, leaf: format.leaf)
    }
    return MerkleTree(leaves: format.leaf.hashes(of: columns), arrangement, node: format.node)
  }

  /// The root.
  public var root: Digest { top.root }

  /// The tree that a claim's leaf stands in, and its place among that tree's claims.
  private func place(ofClaim row: Int) -> (tree: MerkleTree, index: Int)? {
    if groups.isEmpty {
      let index = placeOfClaim.isEmpty ? row : Int(placeOfClaim[row])
      return index < 0 ? nil : (top, index)
    }
    return (groups[Int(groupOfClaim[row])], Int(placeOfClaim[row]))
  }

  /// A claim's leaf.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The leaf's hash; `nil` for a claim of nothing that is left out.
  public func leaf(ofClaim row: Int) -> Digest? {
    place(ofClaim: row).map { $0.tree.leaf(ofClaim: $0.index) }
  }

  /// A claim's position among the leaves of its tree.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The position, from 0; `nil` for a claim of nothing that is left out.
  public func position(ofClaim row: Int) -> Int? {
    place(ofClaim: row).map { $0.tree.position(ofClaim: $0.index) }
  }

  /// The way from a claim's leaf to the root.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The path; `nil` for a claim of nothing that is left out.
  public func path(ofClaim row: Int) -> ClaimPath? {
    guard let (tree, index) = place(ofClaim: row) else { return nil }
    let group = groups.isEmpty ? nil : Int(groupOfClaim[row])
    return ClaimPath(
      position: tree.position(ofClaim: index),
      siblings: tree.proof(ofClaim: index),
      groupPosition: group.map { top.position(ofClaim: $0) },
      groupSiblings: group.map { top.proof(ofClaim: $0) } ?? []
    )
  }

  /// Calls a function with all siblings from a claim's leaf up to the root.
  ///
  /// - Parameters:
  ///   - row: The claim.
  ///   - body: Takes a sibling.
  public func forEachSibling(ofClaim row: Int, _ body: (Digest) -> Void) {
    guard let (tree, index) = place(ofClaim: row) else { return }
    tree.forEachSibling(ofClaim: index, body)
    if !groups.isEmpty { top.forEachSibling(ofClaim: Int(groupOfClaim[row]), body) }
  }

  /// The tree over all claims, where they make one and none is left out.
  public var single: MerkleTree? { groups.isEmpty && placeOfClaim.isEmpty ? top : nil }
}

extension TreeFormat {
  /// How the leaves of claims stand in one tree.
  func arrangement(of columns: ClaimColumns) -> LeafArrangement {
    switch order {
    case .given: .given
    case .hash: isDistinct ? .ascendingOnce : .ascending
    case .account: columns.isInAccountOrder ? .given : .permuted(columns.accountOrder)
    }
  }
}
