public import Distribution
public import EVMTypes

/// What an epoch's claims add up to, and where they are.
public struct ClaimsFigures: Sendable, Hashable {
  /// What a report says of files that hold ranges.
  static let ranges = "ranges"

  /// How many claims there are.
  public let count: Int
  /// Their sum, in base units of the payout asset.
  public let total: UInt256
  /// What the distributor must be funded with, in the same unit.
  public let toFund: UInt256
  /// What a claim's amount counts.
  public let scheme: ClaimScheme
  /// What claims added up to in the cumulative scheme before, in the same unit.
  public let before: UInt256
  /// The tree that they are committed to.
  public let tree: TreeTerms
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// How claims are spread over files.
  public let partition: ClaimPartition

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - count: How many claims there are.
  ///   - total: Their sum.
  ///   - toFund: What the distributor must be funded with.
  ///   - scheme: What a claim's amount counts.
  ///   - before: What claims added up to before.
  ///   - tree: The tree that they are committed to.
  ///   - root: The tree's root.
  ///   - partition: How claims are spread over files.
  public init(
    count: Int,
    total: UInt256,
    toFund: UInt256,
    scheme: ClaimScheme = .perEpoch,
    before: UInt256 = .zero,
    tree: TreeTerms = .standard,
    root: Digest?,
    partition: ClaimPartition
  ) {
    self.count = count
    self.total = total
    self.toFund = toFund
    self.scheme = scheme
    self.before = before
    self.tree = tree
    self.root = root
    self.partition = partition
  }

  /// Whether there is a dump of the tree, `tree.json`.
  public var hasDump: Bool {
    root != nil && !partition.holdsRanges && TreeDump.exists(for: tree)
  }
}
