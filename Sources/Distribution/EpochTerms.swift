public import EVMTypes

/// Under which terms an epoch is computed: all of its inputs but the ledgers and lots.
public struct EpochTerms: Sendable, Hashable {
  /// The rules.
  public let ruleset: Ruleset
  /// The interval.
  public let epoch: Epoch
  /// The chain that claims are paid on.
  public let chain: Chain
  /// The contract that pays claims.
  public let distributor: Address?
  /// What is staked.
  public let token: Token
  /// What claims are paid in.
  public let asset: Asset
  /// The tree that claims are committed to.
  public let tree: TreeTerms
  /// The streams of the epoch: those of the decision's pool shares, in the order of the books.
  public let streams: [Stream]
  /// The decision in force, its pool shares in the order of the streams.
  public let decision: Decision
  /// The accounts that earn nothing, in account order.
  public let exclusions: [Exclusion]
  /// What the epoch before left.
  public let carriedIn: CarriedIn

  /// Creates terms.
  ///
  /// - Parameters:
  ///   - ruleset: The rules.
  ///   - epoch: The interval.
  ///   - chain: The chain that claims are paid on.
  ///   - distributor: The contract that pays claims.
  ///   - token: What is staked.
  ///   - asset: What claims are paid in.
  ///   - tree: The tree that claims are committed to, chosen for the asset.
  ///   - streams: The streams of the epoch.
  ///   - decision: The decision in force.
  ///   - exclusions: The accounts that earn nothing.
  ///   - carriedIn: What the epoch before left.
  public init(
    ruleset: Ruleset,
    epoch: Epoch,
    chain: Chain,
    distributor: Address?,
    token: Token,
    asset: Asset,
    tree: TreeTerms = .standard,
    streams: [Stream],
    decision: Decision,
    exclusions: [Exclusion],
    carriedIn: CarriedIn
  ) {
    self.ruleset = ruleset
    self.epoch = epoch
    self.chain = chain
    self.distributor = distributor
    self.token = token
    self.asset = asset
    self.tree = tree
    self.streams = streams
    self.decision = decision
    self.exclusions = exclusions
    self.carriedIn = carriedIn
  }
}
