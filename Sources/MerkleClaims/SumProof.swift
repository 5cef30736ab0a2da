public import ClaimVerifier
public import EVMTypes

/// What proves consecutive rows of the sum tree: the largest nodes to their left and to their right.
///
/// - Source: docs/specification.md, section 4.1.
public struct SumProof: Sendable, Hashable {
  /// The place of the first row among all holders, from 0.
  public let first: Int
  /// How many holders the tree has.
  public let holderCount: Int
  /// The root's hash.
  public let root: Digest
  /// The nodes over the rows before, from left to right.
  public let left: [SumNode]
  /// The nodes over the rows behind, from left to right.
  public let right: [SumNode]

  /// Takes a proof as it is published.
  ///
  /// - Parameters:
  ///   - first: The place of the first row.
  ///   - holderCount: How many holders the tree has.
  ///   - root: The root's hash.
  ///   - left: The nodes over the rows before.
  ///   - right: The nodes over the rows behind.
  public init(first: Int, holderCount: Int, root: Digest, left: [SumNode], right: [SumNode]) {
    self.first = first
    self.holderCount = holderCount
    self.root = root
    self.left = left
    self.right = right
  }

  /// The root that the rows and the nodes lead to; it is the tree's if its hash is ``root``.
  ///
  /// - Parameter rows: The rows that are proven.
  /// - Returns: The root with the sums of all holders; `nil` where there are no rows, more or fewer nodes than the
  ///   rows' place needs, or a sum is 2²⁵⁶ or more.
  public func top(over rows: [SumLeaf]) -> SumNode? {
    guard var walk = SumWalk(self, rows), let top = walk.node(over: 0..<holderCount), walk.isDone
    else { return nil }
    return top
  }

  /// The proof of one of the rows alone.
  ///
  /// - Parameters:
  ///   - place: The row's place among `rows`.
  ///   - rows: The rows that are proven.
  /// - Returns: The proof; `nil` where ``top(over:)`` is.
  public func narrowed(to place: Int, of rows: [SumLeaf]) -> SumProof? {
    guard rows.indices.contains(place), var walk = SumWalk(self, rows) else { return nil }
    let row = first + place
    var (left, right): ([SumNode], [SumNode]) = ([], [])
    // Down to the row: what is beside the way is a node of its proof. Nodes to the right of the way come later in the
    // walk, so that the way is gone first.
    var way: [(range: Range<Int>, middle: Int)] = []
    var range = 0..<holderCount
    while range.count > 1 {
      let middle = range.middle
      way.append((range, middle))
      if row < middle {
        range = range.lowerBound..<middle
      } else {
        guard let node = walk.node(over: range.lowerBound..<middle) else { return nil }
        left.append(node)
        range = middle..<range.upperBound
      }
    }
    guard walk.node(over: range) != nil else { return nil }
    for (range, middle) in way.reversed() where row < middle {
      guard let node = walk.node(over: middle..<range.upperBound) else { return nil }
      right.append(node)
    }
    guard walk.isDone else { return nil }
    return SumProof(
      first: row,
      holderCount: holderCount,
      root: root,
      left: left,
      right: right
    )
  }
}

/// A walk over a tree from left to right that takes each node of a proof, and each row, once.
private struct SumWalk {
  private let proven: Range<Int>
  private let rows: [SumLeaf]
  private var left: ArraySlice<SumNode>
  private var right: ArraySlice<SumNode>

  init?(_ proof: SumProof, _ rows: [SumLeaf]) {
    guard !rows.isEmpty, proof.first >= 0, proof.holderCount > 0, rows.count <= proof.holderCount,
      proof.first <= proof.holderCount - rows.count
    else { return nil }
    self.proven = proof.first..<proof.first + rows.count
    self.rows = rows
    self.left = proof.left[...]
    self.right = proof.right[...]
  }

  var isDone: Bool { left.isEmpty && right.isEmpty }

  mutating func node(over range: Range<Int>) -> SumNode? {
    if range.upperBound <= proven.lowerBound { return left.popFirst() }
    if range.lowerBound >= proven.upperBound { return right.popFirst() }
    guard range.count > 1 else {
      return rows[range.lowerBound - proven.lowerBound].node(at: UInt64(range.lowerBound))
    }
    guard let first = node(over: range.lowerBound..<range.middle),
      let second = node(over: range.middle..<range.upperBound)
    else { return nil }
    return first.parent(with: second)
  }
}

extension Range<Int> {
  /// Where a node over these rows is split: behind the largest power of two below their count.
  fileprivate var middle: Int {
    lowerBound + 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
