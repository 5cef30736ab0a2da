public import ClaimVerifier
public import EVMTypes

/// The nodes that consecutive leaves and the nodes beside them lead to.
///
/// - Source: docs/specification.md, section 9.1.
public struct ClaimRangeFold: Sendable {
  /// The root that they lead to.
  public let root: Digest
  private let first: Int
  private var hashes: [Int: Digest] = [:]
  private var steps: [Int: RangeWalk.Step] = [:]
  private let leafPlace: @Sendable (Int) -> Int

  /// Hashes leaves together with what is beside them.
  ///
  /// Gives `nil` where there are no leaves, the tree has fewer claims, or a node is missing or left over.
  ///
  /// - Parameters:
  ///   - leaves: The hashes of the leaves, in account order.
  ///   - range: The nodes beside them.
  ///   - preset: The tree's preset.
  public init?(_ leaves: [Digest], in range: ClaimRange, of preset: TreePreset) {
    let (first, count) = (range.first, range.claimCount)
    guard !leaves.isEmpty, first >= 0, count <= 1 << 40, leaves.count <= count,
      first <= count - leaves.count
    else { return nil }
    let node = preset.format.node
    let isArray = node.shape == .array
    leafPlace = { isArray ? 2 * count - 2 - $0 : $0 }
    self.first = first
    for (place, leaf) in leaves.enumerated() { hashes[leafPlace(first + place)] = leaf }
    var given = range.nodes[...]
    var (hashes, steps) = (hashes, steps)
    var isComplete = true
    var top = leafPlace(first)
    RangeWalk.forEachStep(first..<first + leaves.count, of: count, in: node.shape) { step in
      guard isComplete, let own = hashes[step.node] else {
        isComplete = false
        return
      }
      top = step.parent
      steps[step.node] = step
      switch step.sibling {
      case .known(let place):
        guard let other = hashes[place] else { return isComplete = false }
        steps[place] = RangeWalk.Step(node: place, sibling: .known(step.node), parent: step.parent)
        hashes[step.parent] = node.parent(of: own, and: other)
      case .given(let place):
        guard let other = given.popFirst() else { return isComplete = false }
        hashes[place] = other
        hashes[step.parent] = node.parent(of: own, and: other)
      case .zero: hashes[step.parent] = node.parent(of: own, and: .zero)
      case .itself: hashes[step.parent] = node.parent(of: own, and: own)
      case .none: hashes[step.parent] = own
      }
    }
    guard isComplete, given.isEmpty, let root = hashes[top] else { return nil }
    self.root = root
    self.hashes = hashes
    self.steps = steps
  }

  /// The siblings from a leaf up to the root.
  ///
  /// - Parameter place: The claim's place among the leaves, from 0.
  /// - Returns: The proof; empty for the only claim.
  public func siblings(ofLeaf place: Int) -> [Digest] {
    var siblings: [Digest] = []
    var node = leafPlace(first + place)
    while let step = steps[node] {
      switch step.sibling {
      case .known(let place), .given(let place): siblings.append(hashes[place] ?? .zero)
      case .zero: siblings.append(.zero)
      case .itself: siblings.append(hashes[node] ?? .zero)
      case .none: break
      }
      node = step.parent
    }
    return siblings
  }
}
