public import EVMTypes

/// What is reconciled with the chain, and what a difference means.
public struct ReconciliationTerms: Sendable, Hashable {
  /// What becomes of an epoch with differences.
  public enum Policy: String, Sendable, Hashable, CaseIterable {
    /// They are shown.
    case report
    /// The epoch is refused.
    case refuse
  }

  /// An account that receives an asset.
  public struct Pool: Sendable, Hashable {
    /// The asset's identifier.
    public let asset: String
    /// The account.
    public let account: Address

    /// Creates a pool.
    ///
    /// - Parameters:
    ///   - asset: The asset's identifier.
    ///   - account: The account.
    public init(asset: String, account: Address) {
      self.asset = asset
      self.account = account
    }
  }

  /// The accounts that receive, in the order of assets, then of accounts.
  public let pools: [Pool]
  /// What a difference means.
  public let policy: Policy

  /// Creates terms.
  ///
  /// - Parameters:
  ///   - pools: The accounts that receive, in order.
  ///   - policy: What a difference means.
  public init(pools: [Pool], policy: Policy) {
    self.pools = pools
    self.policy = policy
  }

  /// The assets that are reconciled, in order.
  public var assets: [String] {
    var assets: [String] = []
    for pool in pools where assets.last != pool.asset { assets.append(pool.asset) }
    return assets
  }
}
