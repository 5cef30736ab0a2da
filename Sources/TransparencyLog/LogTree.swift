/// The Merkle tree over a log's entries, of which every earlier size is still there.
///
/// Nodes that are complete never change again, so that each is kept: about twice as many hashes as entries.
///
/// - Source: RFC 6962, section 2.1; a tree of n entries divides at the largest power of two below n.
public struct LogTree: Sendable, Hashable {
  /// The hashes of complete subtrees by height: `levels[h][i]` is over the entries from `i << h`, `1 << h` of them.
  private(set) var levels: [[LogHash]]

  /// A tree without entries.
  public init() {
    self.levels = [[]]
  }

  /// A tree over entries.
  ///
  /// - Parameter entries: The entries' bytes, in the order of the log.
  public init(entries: [[UInt8]]) {
    self.init()
    for entry in entries { append(entry) }
  }

  /// A tree over the hashes of entries.
  ///
  /// - Parameter leaves: The hashes, in the order of the log.
  public init(leaves: [LogHash]) {
    self.init()
    for leaf in leaves { append(leaf: leaf) }
  }

  /// How many entries there are.
  public var size: Int { levels[0].count }

  /// The hashes of the entries, in the order of the log.
  public var leaves: [LogHash] { levels[0] }

  /// Appends an entry.
  ///
  /// - Parameter entry: The entry's bytes.
  public mutating func append(_ entry: [UInt8]) {
    append(leaf: LogHash(ofEntry: entry))
  }

  /// Appends an entry by its hash.
  ///
  /// - Parameter leaf: The entry's hash.
  public mutating func append(leaf: LogHash) {
    levels[0].append(leaf)
    var height = 0
    while levels[height].count.isMultiple(of: 2) {
      let children = levels[height].suffix(2)
      let node = LogHash(
        left: children[children.startIndex],
        right: children[children.endIndex - 1]
      )
      height += 1
      if height == levels.count { levels.append([]) }
      levels[height].append(node)
    }
  }

  /// The hash over all entries; that of nothing when there are none.
  public var root: LogHash { size == 0 ? .empty : hash(from: 0, to: size) }

  /// The hash over the first entries.
  ///
  /// - Parameter size: How many of them.
  /// - Returns: What ``root`` was when the log had this size; `nil` when it never had it.
  public func root(ofSize size: Int) -> LogHash? {
    guard (0...self.size).contains(size) else { return nil }
    return size == 0 ? .empty : hash(from: 0, to: size)
  }

  /// The hash over a range of entries that some tree of the log has as a node.
  ///
  /// - Parameters:
  ///   - start: The range's first entry, a multiple of the next power of two that its count fits in.
  ///   - end: The entry after its last one; above `start`.
  /// - Returns: The hash.
  func hash(from start: Int, to end: Int) -> LogHash {
    let count = end - start
    if count.nonzeroBitCount == 1 {
      let height = count.trailingZeroBitCount
      return levels[height][start >> height]
    }
    let middle = start + Self.largestPowerOfTwo(below: count)
    return LogHash(left: hash(from: start, to: middle), right: hash(from: middle, to: end))
  }

  /// Where a tree divides.
  ///
  /// - Parameter count: How many entries it has, at least 2.
  /// - Returns: How many entries are on the left.
  static func largestPowerOfTwo(below count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
