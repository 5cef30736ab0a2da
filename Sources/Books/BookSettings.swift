public import Distribution
public import EVMTypes

/// `revshare.yaml`: who publishes, what is staked and paid, when, and where the ledgers are.
public struct BookSettings: Sendable, Hashable {
  /// An epoch, and whether its ledgers are complete.
  public struct EpochSetting: Sendable, Hashable {
    /// The epoch.
    public let epoch: Epoch
    /// Whether it may be published.
    public let isClosed: Bool
  }

  /// An exclusion and the epochs that it is in force in.
  struct ExclusionSetting: Sendable, Hashable {
    let exclusion: Exclusion
    let from: Int
    let until: Int?
  }

  /// A tree and the first epoch whose claims are committed to it.
  struct TreeSetting: Sendable, Hashable {
    let tree: TreeTerms
    let from: Int
  }

  /// The heading of the site.
  public let title: String
  /// Who publishes.
  public let publisher: String
  /// What the site shows.
  public let description: String
  /// The publisher's own site.
  public let website: String?
  /// Where the site is served; ends with `/`.
  public let baseURL: String
  /// What every page says on top.
  public let notice: String?
  /// The chain that claims are paid on.
  public let chain: Chain
  /// The contract that pays claims.
  public let distributor: Address?
  /// What is staked.
  public let token: Token
  /// What revenue may be booked in.
  public let assets: [Asset]
  /// What claims are paid in: one of ``assets``.
  public let payout: Asset
  /// The rules.
  public let ruleset: Ruleset
  /// The streams.
  public let streams: [Stream]
  /// The epochs, contiguous and in order; at least one.
  public let epochs: [EpochSetting]
  let exclusions: [ExclusionSetting]
  let trees: [TreeSetting]
  let revenueLedgers: [RevenueMapping]
  let stakingLedgers: [StakingMapping]

  static let file = "revshare.yaml"
  static let format = "revshare-books-v1"

  /// The tree of an epoch: the one with the latest first epoch not after it.
  func tree(in epoch: Int) -> TreeTerms {
    trees.filter { $0.from <= epoch }.max { $0.from < $1.from }?.tree ?? .standard
  }

  /// The exclusions in force in an epoch, in account order.
  func exclusions(in epoch: Int) -> [Exclusion] {
    exclusions
      .filter { $0.from <= epoch && epoch <= $0.until ?? epoch }
      .map(\.exclusion)
      .sorted { $0.account < $1.account }
  }
}
