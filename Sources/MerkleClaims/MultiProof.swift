import ClaimVerifier
public import EVMTypes

/// One proof for several claims.
///
/// - Source: OpenZeppelin contracts 5, `MerkleProof.processMultiProof`; OpenZeppelin merkle-tree 1.0,
///   `getMultiProof`.
public struct MultiProof: Sendable, Hashable {
  /// The leaves' hashes, the one furthest from the root's place first.
  public let leaves: [Digest]
  /// The siblings that the leaves do not make themselves.
  public let siblings: [Digest]
  /// For each pair whether both nodes come from the leaves; else the second one is the next sibling.
  public let flags: [Bool]

  /// Creates a proof.
  ///
  /// - Parameters:
  ///   - leaves: The leaves' hashes.
  ///   - siblings: The siblings that the leaves do not make themselves.
  ///   - flags: For each pair whether both nodes come from the leaves.
  public init(leaves: [Digest], siblings: [Digest], flags: [Bool]) {
    self.leaves = leaves
    self.siblings = siblings
    self.flags = flags
  }

  /// The root that the proof leads to; `nil` where its parts do not fit each other, which contracts refuse.
  public var root: Digest? {
    let siblingCount = flags.count { !$0 }
    guard leaves.count + siblings.count == flags.count + 1 else { return nil }
    guard !flags.isEmpty else { return leaves.first ?? siblings.first }
    guard siblingCount == siblings.count else { return nil }
    var queue = leaves
    var taken = 0
    var siblingsTaken = 0
    for flag in flags {
      guard taken + (flag ? 1 : 0) < queue.count else { return nil }
      let first = queue[taken]
      let second = flag ? queue[taken + 1] : siblings[siblingsTaken]
      taken += flag ? 2 : 1
      siblingsTaken += flag ? 0 : 1
      queue.append(ProofFold.parent(of: first, and: second))
    }
    return queue[queue.count - 1]
  }
}

extension MerkleTree {
  /// One proof for several claims, in a tree of the array shape.
  ///
  /// - Parameter claims: The claims' places among those given, each once.
  /// - Returns: The proof; for no claims it is the root alone. `nil` in another shape, or where leaves of the
  ///   claims are one node of the tree.
  public func multiProof(ofClaims claims: [Int]) -> MultiProof? {
    guard node == NodeForm(.array) else { return nil }
    let indices = claims.map(nodeIndex).sorted(by: >)
    guard zip(indices, indices.dropFirst()).allSatisfy({ $0 != $1 }) else { return nil }
    var queue = indices
    var taken = 0
    var siblings: [Digest] = []
    var flags: [Bool] = []
    while taken < queue.count, queue[taken] > 0 {
      let index = queue[taken]
      taken += 1
      let sibling = index.isMultiple(of: 2) ? index - 1 : index + 1
      if taken < queue.count, queue[taken] == sibling {
        flags.append(true)
        taken += 1
      } else {
        flags.append(false)
        siblings.append(node(at: sibling))
      }
      queue.append((index - 1) / 2)
    }
    if indices.isEmpty { siblings.append(root) }
    return MultiProof(leaves: indices.map(node(at:)), siblings: siblings, flags: flags)
  }
}
