import EVMTypes
import Keccak
import Parallelism

/// The array of 2n - 1 nodes, as OpenZeppelin's library lays it out: the root at 0, the children of i at
/// 2i + 1 and 2i + 2, leaf k at 2n - 2 - k.
enum NodeArray {
  static func nodes(over leaves: [Digest], _ node: NodeForm) -> [Digest] {
    unsafe nodes(count: leaves.count, node) { target in
      for (place, leaf) in leaves.enumerated() {
        unsafe target.initializeElement(at: leaves.count - 1 - place, to: leaf)
      }
    }
  }

  static func nodes(over columns: ClaimColumns, leaf: LeafForm) -> [Digest] {
    unsafe nodes(count: columns.count, NodeForm(.array)) { target in
      unsafe leaf.write(hashesOf: columns, to: target, isReversed: true)
    }
  }

  private static func nodes(
    count: Int,
    _ node: NodeForm,
    _ writeLeaves: (UnsafeMutableBufferPointer<Digest>) -> Void
  ) -> [Digest] {
    unsafe [Digest](unsafeUninitializedCapacity: 2 * count - 1) { buffer, initializedCount in
      let innerCount = count - 1
      unsafe writeLeaves(UnsafeMutableBufferPointer(rebasing: buffer[innerCount...]))
      // The levels from the lowest up; the nodes of one depend on the next lower one only.
      var level = Int.bitWidth - innerCount.leadingZeroBitCount - 1
      while level >= 0 {
        let range = (1 << level) - 1..<min((1 << (level + 1)) - 1, innerCount)
        unsafe node.writeParents(
          of: UnsafeBufferPointer(rebasing: buffer[(2 * range.lowerBound + 1)...]),
          to: UnsafeMutableBufferPointer(rebasing: buffer[range])
        )
        level -= 1
      }
      initializedCount = 2 * count - 1
    }
  }
}
