/// A tree format that deployed distributors use, described by its parts.
///
/// - Source: docs/specification.md, section 6.
public struct TreeFormat: Sendable, Hashable {
  /// How claims make more than one tree.
  public enum Grouping: Sendable, Hashable {
    /// One tree over all claims.
    case none
    /// The claims of an account make a tree, tokens ascending. Its root goes into the account's leaf, behind
    /// this byte and the account; accounts ascending.
    case byAccount(prefix: UInt8)
    /// The claims of accounts with the same first hexadecimal digits, this many, make a tree. The roots,
    /// ascending, are the leaves of the top tree.
    case byAccountDigits(Int)
  }

  /// The name by which the command line knows it.
  public let name: String
  /// What a leaf hashes.
  public let leaf: LeafForm
  /// The order of leaves.
  public let order: LeafOrder
  /// Whether equal leaves stand in the tree once.
  public let isDistinct: Bool
  /// How nodes become their parents.
  public let node: NodeForm
  /// How claims make more than one tree.
  public let grouping: Grouping
  /// Whether claims of nothing are left out of the tree.
  public let leavesOutZeros: Bool
  /// Whether a claim is the sum of everything ever earned, so that it never decreases.
  public let isCumulative: Bool

  /// Describes a format.
  ///
  /// - Parameters:
  ///   - name: The name by which the command line knows it.
  ///   - leaf: What a leaf hashes.
  ///   - order: The order of leaves.
  ///   - isDistinct: Whether equal leaves stand in the tree once.
  ///   - node: How nodes become their parents.
  ///   - grouping: How claims make more than one tree.
  ///   - leavesOutZeros: Whether claims of nothing are left out of the tree.
  ///   - isCumulative: Whether a claim never decreases.
  public init(
    name: String,
    leaf: LeafForm,
    order: LeafOrder = .hash,
    isDistinct: Bool = false,
    node: NodeForm,
    grouping: Grouping = .none,
    leavesOutZeros: Bool = false,
    isCumulative: Bool = false
  ) {
    self.name = name
    self.leaf = leaf
    self.order = order
    self.isDistinct = isDistinct
    self.node = node
    self.grouping = grouping
    self.leavesOutZeros = leavesOutZeros
    self.isCumulative = isCumulative
  }

  /// The format with another order of leaves.
  ///
  /// - Parameter order: The order.
  /// - Returns: The format.
  public func ordered(_ order: LeafOrder) -> TreeFormat {
    changing(order: order)
  }

  /// The format with claims of nothing left out of the tree, or in it.
  ///
  /// - Parameter leavesOutZeros: Whether they are left out.
  /// - Returns: The format.
  public func leavingOutZeros(_ leavesOutZeros: Bool) -> TreeFormat {
    changing(leavesOutZeros: leavesOutZeros)
  }

  /// The format with another count of digits by which accounts are grouped.
  ///
  /// - Parameter digitCount: The count: 1 to 8.
  /// - Returns: The format.
  public func grouped(byAccountDigits digitCount: Int) -> TreeFormat {
    changing(grouping: .byAccountDigits(digitCount))
  }

  /// The format with other nodes.
  ///
  /// - Parameter node: How nodes become their parents.
  /// - Returns: The format.
  public func over(_ node: NodeForm) -> TreeFormat { changing(node: node) }

  private func changing(
    order: LeafOrder? = nil,
    node: NodeForm? = nil,
    grouping: Grouping? = nil,
    leavesOutZeros: Bool? = nil
  ) -> TreeFormat {
    TreeFormat(
      name: name,
      leaf: leaf,
      order: order ?? self.order,
      isDistinct: isDistinct,
      node: node ?? self.node,
      grouping: grouping ?? self.grouping,
      leavesOutZeros: leavesOutZeros ?? self.leavesOutZeros,
      isCumulative: isCumulative
    )
  }
}
