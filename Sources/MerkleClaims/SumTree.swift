public import ClaimVerifier
public import EVMTypes
import Parallelism

/// The tree over all holders that commits to what their weights, shares and payments add up to.
///
/// Its shape is that of RFC 6962: a node over n rows has the largest power of two below n to its left. Only nodes over
/// 16 rows and more are kept, 16 bytes a row; those below are hashed again where a proof needs them.
///
/// - Source: docs/specification.md, section 4.1; RFC 6962, section 2.1.
public struct SumTree: Sendable {
  /// How many holders there are.
  public let holderCount: Int
  private let holder: @Sendable (Int) -> SumLeaf
  /// The nodes over 16 rows, then over 32 and so on, from left to right; the last of a layer may be over fewer.
  private let layers: [[SumNode]]

  private static let blockHeight = 4
  /// Leaves that are hashed together.
  private static let chunkSize = 256

  /// Builds a tree.
  ///
  /// Gives `nil` when there are no holders.
  ///
  /// - Parameters:
  ///   - count: How many holders there are.
  ///   - holder: The holder with a place in account order; called again where proofs are made.
  /// - Throws: `AmountOverflow` when a sum is 2²⁵⁶ or more.
  public init?(
    count: Int,
    holder: @escaping @Sendable (Int) -> SumLeaf
  ) throws(AmountOverflow) {
    guard count > 0 else { return nil }
    let chunkCount = (count + Self.chunkSize - 1) / Self.chunkSize
    var layers = [
      try Self.joined(
        ParallelRanges.map(of: chunkCount, minimum: 4) { chunks -> [SumNode]? in
          var blocks: [SumNode] = []
          for chunk in chunks {
            let start = chunk * Self.chunkSize
            var nodes = SumHashing.leaves(start..<min(start + Self.chunkSize, count), holder)
            for _ in 0..<Self.blockHeight {
              guard let parents = SumHashing.parents(of: nodes[...]) else { return nil }
              nodes = parents
            }
            blocks += nodes
          }
          return blocks
        }
      )
    ]
    while let below = layers.last, below.count > 1 {
      layers.append(
        try Self.joined(
          ParallelRanges.map(of: (below.count + 1) / 2, minimum: 1024) { range -> [SumNode]? in
            SumHashing.parents(
              of: below[2 * range.lowerBound..<min(2 * range.upperBound, below.count)]
            )
          }
        )
      )
    }
    self.holderCount = count
    self.holder = holder
    self.layers = layers
  }

  private static func joined(_ parts: [[SumNode]?]) throws(AmountOverflow) -> [SumNode] {
    var nodes: [SumNode] = []
    for part in parts {
      guard let part else { throw AmountOverflow() }
      nodes += part
    }
    return nodes
  }

  /// The root with the sums of all holders.
  public var top: SumNode { layers[layers.count - 1][0] }

  /// The root's hash.
  public var root: Digest { top.hash }

  /// The sum of all weights, in base units of the staked token × seconds ÷ D.
  public var weight: UInt256 { top.weight }

  /// The sum of all shares, in base units of the payout asset.
  public var share: UInt256 { top.share }

  /// The sum of what is paid, in base units of the payout asset.
  public var paid: UInt256 { top.paid }

  /// What proves consecutive holders.
  ///
  /// - Parameter rows: Their places, at least one: the sums of a node are bound by its parent's hash alone, so that a
  ///   proof which were the root itself would prove nothing.
  /// - Returns: The proof.
  public func proof(of rows: Range<Int>) -> SumProof {
    precondition(
      !rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= holderCount,
      "the tree has these rows"
    )
    var (left, right): ([SumNode], [SumNode]) = ([], [])
    append(0, at: layers.count - 1 + Self.blockHeight, beside: rows, to: &left, &right)
    return SumProof(
      first: rows.lowerBound,
      holderCount: holderCount,
      root: root,
      left: left,
      right: right
    )
  }

  /// Goes down to the largest nodes that lie wholly beside the rows.
  private func append(
    _ place: Int,
    at height: Int,
    beside rows: Range<Int>,
    to left: inout [SumNode],
    _ right: inout [SumNode]
  ) {
    let start = place << height
    let end = min((place + 1) << height, holderCount)
    if end <= rows.lowerBound {
      left.append(node(place, at: height))
    } else if start >= rows.upperBound {
      right.append(node(place, at: height))
    } else if rows.lowerBound > start || end > rows.upperBound {
      append(2 * place, at: height - 1, beside: rows, to: &left, &right)
      // Where there is no second child the first one stands for its parent.
      guard start + 1 << (height - 1) < holderCount else { return }
      append(2 * place + 1, at: height - 1, beside: rows, to: &left, &right)
    }
  }

  private func node(_ place: Int, at height: Int) -> SumNode {
    if height >= Self.blockHeight { return layers[height - Self.blockHeight][place] }
    let start = place << height
    var nodes = SumHashing.leaves(start..<min((place + 1) << height, holderCount), holder)
    for _ in 0..<height {
      guard let parents = SumHashing.parents(of: nodes[...]) else {
        preconditionFailure("the sums fit where they were added up before")
      }
      nodes = parents
    }
    return nodes[0]
  }
}
