extension LogTree {
  /// Checks that an entry is in a log, from a proof of any origin.
  ///
  /// - Source: RFC 9162, section 2.1.3.2.
  /// - Parameters:
  ///   - leaf: The entry's hash.
  ///   - index: The entry's place, from 0.
  ///   - size: The log's size.
  ///   - root: The log's root.
  ///   - proof: The hashes, from the entry's sibling upward.
  /// - Returns: Whether the proof leads from the entry at this place to the root; `false` for places and sizes that
  ///   cannot be.
  public static func verifyInclusion(
    of leaf: LogHash,
    at index: Int,
    size: Int,
    root: LogHash,
    proof: [LogHash]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in proof {
      guard last > 0 else { return false }
      if node.isOdd || node == last {
        hash = LogHash(left: sibling, right: hash)
        climb(&node, &last)
      } else {
        hash = LogHash(left: hash, right: sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Checks that one log begins with all entries of another, from a proof of any origin.
  ///
  /// - Source: RFC 9162, section 2.1.4.2.
  /// - Parameters:
  ///   - from: The smaller log's size.
  ///   - fromRoot: The smaller log's root.
  ///   - to: The larger log's size.
  ///   - toRoot: The larger log's root.
  ///   - proof: The hashes. None, and nothing but equal roots, for equal sizes; none for a smaller size of 0.
  /// - Returns: Whether the proof leads to both roots; `false` for sizes that cannot be.
  public static func verifyConsistency(
    from: Int,
    root fromRoot: LogHash,
    to: Int,
    root toRoot: LogHash,
    proof: [LogHash]
  ) -> Bool {
    guard from >= 0, from <= to else { return false }
    if from == to { return proof.isEmpty && fromRoot == toRoot }
    if from == 0 { return proof.isEmpty && fromRoot == .empty }
    // A smaller log that is one complete subtree is a node of the larger one, and is not told again.
    var path = (from.nonzeroBitCount == 1 ? [fromRoot] : []) + proof
    guard !proof.isEmpty else { return false }
    var node = from - 1
    var last = to - 1
    while node.isOdd {
      node >>= 1
      last >>= 1
    }
    let first = path.removeFirst()
    var (fromHash, toHash) = (first, first)
    for sibling in path {
      guard last > 0 else { return false }
      if node.isOdd || node == last {
        fromHash = LogHash(left: sibling, right: fromHash)
        toHash = LogHash(left: sibling, right: toHash)
        climb(&node, &last)
      } else {
        toHash = LogHash(left: toHash, right: sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && fromHash == fromRoot && toHash == toRoot
  }

  /// Passes over the levels at which a node at the tree's right edge has no sibling.
  private static func climb(_ node: inout Int, _ last: inout Int) {
    while !node.isOdd, node != 0 {
      node >>= 1
      last >>= 1
    }
  }
}

extension Int {
  fileprivate var isOdd: Bool { self & 1 == 1 }
}
