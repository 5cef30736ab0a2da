public import EVMTypes

/// A tree of any format over leaf hashes.
///
/// Layers from the leaves to the root in one flat buffer; proofs are index arithmetic over it.
public struct FormatTree: Sendable, Hashable {
  /// How nodes become their parents.
  public let node: NodeForm
  /// The layers one after another, the leaves first; for the array shape the array, the root first.
  let nodes: [Digest]
  /// Where each layer begins in ``nodes``; none for the array shape.
  private let layers: [Range<Int>]
  /// Where each given leaf stands among the ordered ones.
  private let places: [Int]

  /// Builds a tree.
  ///
  /// Gives `nil` when there are no leaves.
  ///
  /// - Parameters:
  ///   - leaves: The leaves' hashes, in the order of the claims.
  ///   - order: The order in which they stand in the tree.
  ///   - node: How nodes become their parents.
  public init?(leaves: [Digest], order: TreeFormat.LeafOrder, node: NodeForm) {
    guard !leaves.isEmpty else { return nil }
    let kept = leaves.map(node.kept)
    var ordered = kept
    var places = Array(kept.indices)
    if order != .given {
      let sorted = kept.indices.sorted { (kept[$0], $0) < (kept[$1], $1) }
      ordered = []
      for index in sorted {
        if order == .byHash || ordered.last != kept[index] { ordered.append(kept[index]) }
        places[index] = ordered.count - 1
      }
    }
    self.node = node
    self.places = places
    switch node.shape {
    case .array:
      (self.nodes, self.layers) = (Self.array(ordered, node), [])
    case .promote, .zeroPadded, .oddWithZero, .oddWithItself:
      (self.nodes, self.layers) = Self.layers(ordered, node)
    }
  }

  private static let zero = Digest(bigEndianWords: (0, 0, 0, 0))

  private static func array(_ leaves: [Digest], _ node: NodeForm) -> [Digest] {
    var nodes = [Digest](repeating: zero, count: leaves.count - 1) + leaves.reversed()
    for index in (0..<(leaves.count - 1)).reversed() {
      nodes[index] = node.parent(of: nodes[2 * index + 1], and: nodes[2 * index + 2])
    }
    return nodes
  }

  private static func layers(
    _ leaves: [Digest],
    _ node: NodeForm
  ) -> (nodes: [Digest], layers: [Range<Int>]) {
    var nodes = leaves
    if node.shape == .zeroPadded {
      while nodes.count & (nodes.count - 1) != 0 { nodes.append(zero) }
    }
    var layer = 0..<nodes.count
    var layers = [layer]
    while layer.count > 1 {
      for index in stride(from: layer.lowerBound, to: layer.upperBound, by: 2) {
        if index + 1 < layer.upperBound {
          nodes.append(node.parent(of: nodes[index], and: nodes[index + 1]))
        } else {
          nodes.append(oddParent(of: nodes[index], node))
        }
      }
      layer = layer.upperBound..<nodes.count
      layers.append(layer)
    }
    return (nodes, layers)
  }

  private static func oddParent(of last: Digest, _ node: NodeForm) -> Digest {
    switch node.shape {
    case .oddWithZero: node.parent(of: last, and: zero)
    case .oddWithItself: node.parent(of: last, and: last)
    case .array, .promote, .zeroPadded: last
    }
  }

  /// The root.
  public var root: Digest { layers.isEmpty ? nodes[0] : nodes[nodes.count - 1] }

  /// The siblings from a claim's leaf up to the root.
  ///
  /// - Parameter index: The claim's place among those given.
  /// - Returns: The proof, and for each sibling whether it stands on the left.
  public func proof(ofClaim index: Int) -> [(sibling: Digest, isLeft: Bool)] {
    var proof: [(sibling: Digest, isLeft: Bool)] = []
    var place = places[index]
    if layers.isEmpty {
      place = nodes.count - 1 - place
      while place > 0 {
        let isLeft = place.isMultiple(of: 2)
        proof.append((nodes[isLeft ? place - 1 : place + 1], isLeft))
        place = (place - 1) / 2
      }
      return proof
    }
    for layer in layers.dropLast() {
      let isRight = !place.isMultiple(of: 2)
      let sibling = layer.lowerBound + (isRight ? place - 1 : place + 1)
      if sibling < layer.upperBound {
        proof.append((nodes[sibling], isRight))
      } else {
        switch node.shape {
        case .oddWithZero: proof.append((Self.zero, false))
        case .oddWithItself: proof.append((nodes[layer.lowerBound + place], false))
        case .array, .promote, .zeroPadded: break
        }
      }
      place /= 2
    }
    return proof
  }

  /// The root that a leaf and a proof lead to.
  ///
  /// - Parameters:
  ///   - leaf: The leaf's hash.
  ///   - proof: The siblings, from the leaf up.
  ///   - node: How nodes become their parents; its pairs must be sorted.
  /// - Returns: The root.
  public static func root(from leaf: Digest, along proof: [Digest], _ node: NodeForm) -> Digest {
    var current = node.kept(leaf)
    for sibling in proof { current = node.parent(of: current, and: node.kept(sibling)) }
    return current
  }
}
