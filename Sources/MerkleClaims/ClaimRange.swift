import ClaimVerifier
public import EVMTypes

/// What proves consecutive claims of a tree in account order: the nodes that are needed beside their leaves.
///
/// - Source: docs/specification.md, section 9.1.
public struct ClaimRange: Sendable, Hashable {
  /// The place of the first claim in account order, from 0.
  public let first: Int
  /// How many claims the tree has.
  public let claimCount: Int
  /// The nodes, in the order in which they are needed.
  public let nodes: [Digest]

  /// Takes a range as it is published.
  ///
  /// - Parameters:
  ///   - first: The place of the first claim.
  ///   - claimCount: How many claims the tree has.
  ///   - nodes: The nodes that are needed beside the leaves.
  public init(first: Int, claimCount: Int, nodes: [Digest]) {
    self.first = first
    self.claimCount = claimCount
    self.nodes = nodes
  }
}

extension ClaimTree {
  /// What proves consecutive claims.
  ///
  /// - Parameter places: Their places in account order, at least one; the tree's leaves have to be in that order.
  /// - Returns: The nodes beside them.
  /// - Complexity: O(*m* + log *n*) for *m* of *n* claims.
  public func range(of places: Range<Int>) -> ClaimRange {
    var needed: [Digest] = []
    RangeWalk.forEachStep(places, of: claims.count, in: leaf.preset.format.node.shape) { step in
      if case .given(let place) = step.sibling { needed.append(nodes[place]) }
    }
    return ClaimRange(first: places.lowerBound, claimCount: claims.count, nodes: needed)
  }
}

/// The way from consecutive leaves up to the root, node by node.
///
/// Nodes are named by their places: in OpenZeppelin's array, or in the layers one after another, the leaves first.
enum RangeWalk {
  /// What a node is hashed with.
  enum Sibling: Sendable, Hashable {
    /// A node that the leaves lead to.
    case known(Int)
    /// A node that has to be given.
    case given(Int)
    /// Zero.
    case zero
    /// The node itself.
    case itself
    /// Nothing: it goes up unhashed.
    case none
  }

  /// A node, what it is hashed with, and what becomes of them.
  struct Step: Sendable, Hashable {
    let node: Int
    let sibling: Sibling
    let parent: Int
  }

  static func forEachStep(
    _ leaves: Range<Int>,
    of count: Int,
    in shape: NodeForm.Shape,
    _ body: (Step) -> Void
  ) {
    precondition(!leaves.isEmpty && leaves.lowerBound >= 0 && leaves.upperBound <= count)
    if shape == .array {
      goThroughArray(leaves, of: count, body)
    } else {
      goThroughLayers(leaves, of: count, shape, body)
    }
  }

  private static func goThroughArray(_ leaves: Range<Int>, of count: Int, _ body: (Step) -> Void) {
    // Descending, since inner nodes come before all leaves and parents before their children.
    var known = leaves.map { 2 * count - 2 - $0 }
    var next = 0
    while next < known.count, known[next] > 0 {
      let node = known[next]
      next += 1
      let sibling: Sibling
      if node.isMultiple(of: 2), next < known.count, known[next] == node - 1 {
        sibling = .known(node - 1)
        next += 1
      } else {
        sibling = .given(node.isMultiple(of: 2) ? node - 1 : node + 1)
      }
      let parent = (node - 1) / 2
      body(Step(node: node, sibling: sibling, parent: parent))
      known.append(parent)
    }
  }

  private static func goThroughLayers(
    _ leaves: Range<Int>,
    of count: Int,
    _ shape: NodeForm.Shape,
    _ body: (Step) -> Void
  ) {
    var (known, start, width) = (leaves, 0, count)
    if shape == .zeroPadded {
      width = 1
      while width < count { width *= 2 }
    }
    while width > 1 {
      let parents = start + width
      var place = known.lowerBound
      while place < known.upperBound {
        let sibling: Sibling
        if place ^ 1 >= width {
          switch shape {
          case .oddWithZero: sibling = .zero
          case .oddWithItself: sibling = .itself
          case .array, .promote, .zeroPadded: sibling = .none
          }
        } else {
          sibling =
            known.contains(place ^ 1) ? .known(start + (place ^ 1)) : .given(start + (place ^ 1))
        }
        body(Step(node: start + place, sibling: sibling, parent: parents + place / 2))
        place = (place | 1) + 1
      }
      known = known.lowerBound / 2..<(known.upperBound + 1) / 2
      (start, width) = (parents, (width + 1) / 2)
    }
  }
}
