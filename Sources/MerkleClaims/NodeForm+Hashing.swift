import EVMTypes
import Keccak
import Parallelism

extension NodeForm {
  /// Writes the parents of pairs of nodes: parent i of the nodes 2i and 2i + 1.
  func writeParents(
    of children: UnsafeBufferPointer<Digest>,
    to parents: UnsafeMutableBufferPointer<Digest>
  ) {
    guard byteCount == 32, MemoryLayout<Digest>.stride == 32 else {
      for place in 0..<parents.count {
        let parent = unsafe parent(of: children[2 * place], and: children[2 * place + 1])
        unsafe parents.initializeElement(at: place, to: parent)
      }
      return
    }
    guard let source = children.baseAddress, let target = parents.baseAddress else { return }
    // A digest is four words and nothing else.
    nonisolated(unsafe) let words = unsafe UnsafeRawPointer(source)
      .assumingMemoryBound(to: UInt64.self)
    nonisolated(unsafe) let out = unsafe UnsafeMutableRawPointer(target)
      .assumingMemoryBound(to: UInt64.self)
    ParallelRanges.forEach(of: parents.count, minimum: 1024) { range in
      unsafe KeccakBatch.fastest.hashPairs(
        words + 8 * range.lowerBound,
        isSorted: isSorted,
        into: out + 4 * range.lowerBound,
        count: range.count
      )
    }
  }
}
