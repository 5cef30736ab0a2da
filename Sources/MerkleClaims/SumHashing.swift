import ClaimVerifier
import EVMTypes
import Keccak

/// Leaves and parents of the sum tree, many at a time.
enum SumHashing {
  private static let leafByteCount = 125
  private static let parentByteCount = 257

  /// The nodes of consecutive holders.
  static func leaves(_ rows: Range<Int>, _ holder: (Int) -> SumLeaf) -> [SumNode] {
    var leaves: [SumLeaf] = []
    leaves.reserveCapacity(rows.count)
    for row in rows { leaves.append(holder(row)) }
    var nodes: [SumNode] = []
    nodes.reserveCapacity(rows.count)
    unsafe hash(
      count: rows.count,
      byteCount: leafByteCount,
      message: { place, target in
        let leaf: SumLeaf = leaves[place]
        let (head, middle, tail) = leaf.account.byteWords
        unsafe target.storeBytes(of: 0, as: UInt8.self)
        let index = UInt64(rows.lowerBound + place)
        unsafe store(index, to: target + 1)
        unsafe store(head, to: target + 9)
        unsafe store(middle, to: target + 17)
        unsafe (target + 25).storeBytes(of: tail.bigEndian, as: UInt32.self)
        unsafe store(leaf.weight.bigEndianWords, to: target + 29)
        unsafe store(leaf.share.bigEndianWords, to: target + 61)
        unsafe store(leaf.paid.bigEndianWords, to: target + 93)
      },
      digest: { place, digest in
        let leaf = leaves[place]
        nodes.append(
          SumNode(hash: digest, weight: leaf.weight, share: leaf.share, paid: leaf.paid)
        )
      }
    )
    return nodes
  }

  /// The parents of neighbours: parent i of the nodes 2i and 2i + 1; the last of an odd count goes up as it is.
  ///
  /// Gives `nil` where a sum is 2²⁵⁶ or more.
  static func parents(of nodes: ArraySlice<SumNode>) -> [SumNode]? {
    var parents: [SumNode] = []
    parents.reserveCapacity((nodes.count + 1) / 2)
    var isOver = false
    unsafe hash(
      count: nodes.count / 2,
      byteCount: parentByteCount,
      message: { place, target in
        let (left, right) = children(of: place, in: nodes)
        unsafe target.storeBytes(of: 1, as: UInt8.self)
        unsafe store(left, to: target + 1)
        unsafe store(right, to: target + 129)
      },
      digest: { place, digest in
        let (left, right) = children(of: place, in: nodes)
        guard let sums = left.sums(with: right) else {
          isOver = true
          return
        }
        parents.append(
          SumNode(hash: digest, weight: sums.weight, share: sums.share, paid: sums.paid)
        )
      }
    )
    if !nodes.count.isMultiple(of: 2), let last = nodes.last { parents.append(last) }
    return isOver ? nil : parents
  }

  private static func children(
    of place: Int,
    in nodes: ArraySlice<SumNode>
  ) -> (left: SumNode, right: SumNode) {
    let first: Int = nodes.startIndex + 2 * place
    return (nodes[first], nodes[first + 1])
  }

  /// As many messages as stay in the processor's first cache.
  private static let chunkSize = 64

  /// Hashes messages of equal length and takes the digests in their order.
  private static func hash(
    count: Int,
    byteCount: Int,
    message: (Int, UnsafeMutableRawPointer) -> Void,
    digest: (Int, Digest) -> Void
  ) {
    unsafe withUnsafeTemporaryAllocation(byteCount: byteCount * chunkSize, alignment: 8) { bytes in
      unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 4 * chunkSize) { words in
        guard let base = bytes.baseAddress, let digests = words.baseAddress else { return }
        for start in stride(from: 0, to: count, by: chunkSize) {
          let places = start..<min(start + chunkSize, count)
          for place in places { unsafe message(place, base + (place - start) * byteCount) }
          unsafe KeccakBatch.fastest.hash(
            base,
            stride: byteCount,
            byteCount: byteCount,
            into: digests,
            count: places.count
          )
          for place in places {
            let word = 4 * (place - start)
            digest(
              place,
              unsafe Digest(
                bigEndianWords: (
                  digests[word], digests[word + 1], digests[word + 2], digests[word + 3]
                )
              )
            )
          }
        }
      }
    }
  }

  private static func store(_ node: SumNode, to target: UnsafeMutableRawPointer) {
    unsafe store(node.hash.bigEndianWords, to: target)
    unsafe store(node.weight.bigEndianWords, to: target + 32)
    unsafe store(node.share.bigEndianWords, to: target + 64)
    unsafe store(node.paid.bigEndianWords, to: target + 96)
  }

  @inline(__always)
  private static func store(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    to target: UnsafeMutableRawPointer
  ) {
    unsafe store(words.0, to: target)
    unsafe store(words.1, to: target + 8)
    unsafe store(words.2, to: target + 16)
    unsafe store(words.3, to: target + 24)
  }

  @inline(__always)
  private static func store(_ word: UInt64, to target: UnsafeMutableRawPointer) {
    unsafe target.storeBytes(of: word.bigEndian, as: UInt64.self)
  }
}
