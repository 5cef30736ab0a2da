public import EVMTypes

/// A tree over leaf hashes, of any shape.
///
/// All nodes lie in one flat buffer; proofs are index arithmetic over it and are never stored.
public struct MerkleTree: Sendable, Hashable {
  /// How nodes become their parents.
  public let node: NodeForm
  /// The layers one after another, the leaves first; for the array shape the array, the root first.
  let nodes: [Digest]
  /// Where each layer begins in ``nodes``; none for the array shape.
  let layers: [Range<Int>]
  /// Where each given leaf stands among the ordered ones; empty where they stand as given.
  let places: [Int32]
  /// How many leaves were given.
  let leafCount: Int

  /// The most leaves that a tree takes.
  public static let leafLimit = 500_000_000

  /// Builds a tree.
  ///
  /// Gives `nil` when there are no leaves, or more than ``leafLimit``.
  ///
  /// - Parameters:
  ///   - leaves: The leaves' hashes, in the order of the claims.
  ///   - arrangement: How they stand in the tree.
  ///   - node: How nodes become their parents.
  public init?(leaves: [Digest], _ arrangement: LeafArrangement, node: NodeForm) {
    guard !leaves.isEmpty, leaves.count <= Self.leafLimit else { return nil }
    var ordered = node.byteCount == 32 ? leaves : leaves.map(node.kept)
    var places: [Int32] = []
    if let order = arrangement.order(of: ordered) {
      places = [Int32](repeating: 0, count: leaves.count)
      var arranged: [Digest] = []
      arranged.reserveCapacity(leaves.count)
      for index in order {
        let leaf = ordered[Int(index)]
        if arrangement != .ascendingOnce || arranged.last != leaf { arranged.append(leaf) }
        places[Int(index)] = Int32(arranged.count - 1)
      }
      ordered = arranged
    }
    self.node = node
    self.places = places
    self.leafCount = leaves.count
    switch node.shape {
    case .array: (self.nodes, self.layers) = (NodeArray.nodes(over: ordered, node), [])
    case .promote, .zeroPadded, .oddWithZero, .oddWithItself:
      (self.nodes, self.layers) = NodeLayers.nodes(over: ordered, node)
    }
  }

  /// Builds a tree of the array shape over the leaves of claims, in the order of the claims.
  ///
  /// Gives `nil` when there are no claims, or more than ``leafLimit``.
  ///
  /// - Parameters:
  ///   - columns: The claims, with every field of the leaf.
  ///   - leaf: What a leaf hashes.
  public init?(arrayOver columns: ClaimColumns, leaf: LeafForm) {
    guard columns.count > 0, columns.count <= Self.leafLimit else { return nil }
    self.node = NodeForm(.array)
    self.nodes = NodeArray.nodes(over: columns, leaf: leaf)
    self.layers = []
    self.places = []
    self.leafCount = columns.count
  }

  /// The root.
  public var root: Digest { layers.isEmpty ? nodes[0] : nodes[nodes.count - 1] }

  /// How many levels lie between the leaves and the root: an upper bound of a proof's length.
  public var height: Int {
    layers.isEmpty
      ? Int.bitWidth - (nodes.count / 2).leadingZeroBitCount : layers.count - 1
  }

  /// The position of a claim's leaf among the tree's leaves, from 0.
  ///
  /// - Parameter index: The claim's place among those given.
  /// - Returns: The position.
  public func position(ofClaim index: Int) -> Int {
    precondition((0..<leafCount).contains(index), "the tree has a claim at \(index)")
    return places.isEmpty ? index : Int(places[index])
  }

  /// The place of a claim's leaf among the nodes.
  ///
  /// - Parameter index: The claim's place among those given.
  /// - Returns: The place; in the array shape that of OpenZeppelin's library, `treeIndex`.
  public func nodeIndex(ofClaim index: Int) -> Int {
    layers.isEmpty ? nodes.count - 1 - position(ofClaim: index) : position(ofClaim: index)
  }

  /// How many nodes the tree has.
  public var nodeCount: Int { nodes.count }

  /// A node.
  ///
  /// - Parameter index: Its place in the array, or in the layers from the leaves up.
  /// - Returns: The node.
  public func node(at index: Int) -> Digest { nodes[index] }

  /// The hash of a claim's leaf.
  ///
  /// - Parameter index: The claim's place among those given.
  /// - Returns: The hash.
  public func leaf(ofClaim index: Int) -> Digest { nodes[nodeIndex(ofClaim: index)] }

  /// The siblings from a claim's leaf up to the root.
  ///
  /// - Parameter index: The claim's place among those given.
  /// - Returns: The proof; empty for the only claim.
  public func proof(ofClaim index: Int) -> [Digest] {
    var proof: [Digest] = []
    proof.reserveCapacity(height)
    forEachSibling(ofClaim: index) { proof.append($0) }
    return proof
  }

  /// Calls a function with the siblings from a claim's leaf up to the root.
  ///
  /// - Parameters:
  ///   - index: The claim's place among those given.
  ///   - body: Takes a sibling.
  /// - Complexity: O(log *n*) without any allocation, so that all proofs of a tree can be streamed.
  @inlinable
  public func forEachSibling(ofClaim index: Int, _ body: (Digest) -> Void) {
    var place = nodeIndex(ofClaim: index)
    var level = 0
    while let sibling = nextSibling(of: &place, at: &level) { body(sibling) }
  }

  /// The sibling of a node, and the way to its parent; `nil` at the root.
  @usableFromInline
  func nextSibling(of place: inout Int, at level: inout Int) -> Digest? {
    if layers.isEmpty {
      guard place > 0 else { return nil }
      let sibling = place.isMultiple(of: 2) ? place - 1 : place + 1
      place = (place - 1) / 2
      return nodes[sibling]
    }
    while level < layers.count - 1 {
      let layer = layers[level]
      let sibling = layer.lowerBound + (place ^ 1)
      let own = layer.lowerBound + place
      place /= 2
      level += 1
      if sibling < layer.upperBound { return nodes[sibling] }
      switch node.shape {
      case .oddWithZero: return .zero
      case .oddWithItself: return nodes[own]
      // Went up unhashed: there is no sibling at this level.
      case .array, .promote, .zeroPadded: break
      }
    }
    return nil
  }
}
