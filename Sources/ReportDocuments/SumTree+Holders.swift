public import ClaimVerifier
public import Distribution
public import EVMTypes
public import MerkleClaims

extension SumTree {
  /// Builds the tree over holders.
  ///
  /// Gives `nil` when there are none.
  ///
  /// - Parameter holders: The rows of `holders.csv`, in account order.
  /// - Throws: `AmountOverflow` when a sum is 2²⁵⁶ or more.
  public init?(over holders: HolderShares) throws(AmountOverflow) {
    try self.init(count: holders.count) { holders[$0].sumLeaf }
  }
}

extension HolderShare {
  /// What the sum tree holds of the holder.
  public var sumLeaf: SumLeaf {
    SumLeaf(account: account, weight: weight, share: share, paid: paid)
  }
}
