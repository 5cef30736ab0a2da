public import Distribution
public import EVMTypes

/// Every figure of an epoch in one payout asset but those of single holders.
public struct PayoutReport: Sendable, Hashable {
  /// What is paid.
  public let asset: Asset
  /// The contract that pays claims.
  public let distributor: Address?
  /// The streams' figures, in the order of the books.
  public let streams: [StreamFigures]
  /// Their sums.
  public let totals: StreamTotals
  /// How the pool is filled and divided.
  public let pool: PoolFigures
  /// What holders get together.
  public let allocation: AllocationFigures
  /// What is owed and paid.
  public let payment: PaymentFigures
  /// What 1,000 tokens got that were staked for the whole epoch and counted once; `nil` without holders, and
  /// under ruleset 1.
  public let yieldPerThousand: UInt256?
  /// The claims.
  public let claims: ClaimsFigures
  /// The identities, each with both sides.
  public let identities: [Identity]

  /// Makes the report of a computed payout asset.
  ///
  /// - Parameters:
  ///   - distribution: The figures.
  ///   - claims: The claims.
  public init(of distribution: PayoutDistribution, claims: ClaimsFigures) {
    self.init(
      asset: distribution.terms.asset,
      distributor: distribution.terms.distributor,
      streams: distribution.streams,
      totals: distribution.totals,
      pool: distribution.pool,
      allocation: distribution.allocation,
      payment: distribution.payment,
      yieldPerThousand: distribution.yieldPerThousand,
      claims: claims,
      identities: distribution.identities
    )
  }

  init(
    asset: Asset,
    distributor: Address?,
    streams: [StreamFigures],
    totals: StreamTotals,
    pool: PoolFigures,
    allocation: AllocationFigures,
    payment: PaymentFigures,
    yieldPerThousand: UInt256?,
    claims: ClaimsFigures,
    identities: [Identity]
  ) {
    self.asset = asset
    self.distributor = distributor
    self.streams = streams
    self.totals = totals
    self.pool = pool
    self.allocation = allocation
    self.payment = payment
    self.yieldPerThousand = yieldPerThousand
    self.claims = claims
    self.identities = identities
  }
}
