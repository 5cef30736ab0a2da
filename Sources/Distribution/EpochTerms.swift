/// Under which terms an epoch is computed: all of its inputs but tables.
public struct EpochTerms: Sendable, Hashable {
  /// The rules.
  public let ruleset: Ruleset
  /// The interval.
  public let epoch: Epoch
  /// The chain that claims are paid on.
  public let chain: Chain
  /// What is staked.
  public let token: Token
  /// What revenue is booked in, in the order of the books.
  public let assets: [BookedAsset]
  /// What claims are paid in, in the order of the books; at least one, exactly one under ruleset 1.
  public let payouts: [PayoutTerms]
  /// The streams of the epoch: those of the decision's pool shares, in the order of the books.
  public let streams: [Stream]
  /// The decision in force, its pool shares in the order of the streams.
  public let decision: Decision
  /// How stake becomes weight.
  public let weighting: Weighting
  /// Which decisions set the rules.
  public let origins: RuleOrigins
  /// The accounts that earn nothing, in account order.
  public let exclusions: [Exclusion]
  /// The redirections in force when the epoch ends, in account order.
  public let redirections: [Redirection]
  /// From which earlier system the first epoch takes over; `nil` where there is none, and later.
  public let opening: String?
  /// The last block before the epoch's end, where the inputs name it.
  public let block: ChainBlock?
  /// What is reconciled with the chain; `nil` where nothing is.
  public let reconciliation: ReconciliationTerms?
  /// Where the weights come from.
  public let weightSource: WeightSource

  /// Creates terms.
  ///
  /// - Parameters:
  ///   - ruleset: The rules.
  ///   - epoch: The interval.
  ///   - chain: The chain that claims are paid on.
  ///   - token: What is staked.
  ///   - assets: What revenue is booked in; left out, what claims are paid in.
  ///   - payouts: What claims are paid in.
  ///   - streams: The streams of the epoch.
  ///   - decision: The decision in force.
  ///   - weighting: How stake becomes weight.
  ///   - origins: Which decisions set the rules.
  ///   - exclusions: The accounts that earn nothing.
  ///   - redirections: The redirections in force.
  ///   - opening: From which earlier system the first epoch takes over.
  ///   - block: The last block before the epoch's end.
  ///   - reconciliation: What is reconciled with the chain.
  ///   - weightSource: Where the weights come from.
  public init(
    ruleset: Ruleset,
    epoch: Epoch,
    chain: Chain,
    token: Token,
    assets: [BookedAsset]? = nil,
    payouts: [PayoutTerms],
    streams: [Stream],
    decision: Decision,
    weighting: Weighting = .plain,
    origins: RuleOrigins = .books,
    exclusions: [Exclusion],
    redirections: [Redirection] = [],
    opening: String? = nil,
    block: ChainBlock? = nil,
    reconciliation: ReconciliationTerms? = nil,
    weightSource: WeightSource = .events
  ) {
    self.ruleset = ruleset
    self.epoch = epoch
    self.chain = chain
    self.token = token
    self.assets = assets ?? payouts.map { BookedAsset(asset: $0.asset, payout: $0.asset.id) }
    self.payouts = payouts
    self.streams = streams
    self.decision = decision
    self.weighting = weighting
    self.origins = origins
    self.exclusions = exclusions
    self.redirections = redirections
    self.opening = opening
    self.block = block
    self.reconciliation = reconciliation
    self.weightSource = weightSource
  }

  /// An asset that revenue is booked in.
  ///
  /// - Parameter id: Its identifier.
  /// - Returns: The asset; `nil` for another identifier.
  public func asset(_ id: String) -> BookedAsset? { assets.first { $0.asset.id == id } }

  /// What claims are paid in.
  ///
  /// - Parameter id: The asset's identifier.
  /// - Returns: The terms; `nil` for another identifier.
  public func payout(_ id: String) -> PayoutTerms? { payouts.first { $0.asset.id == id } }
}
