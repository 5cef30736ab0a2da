public import Distribution
public import EVMTypes

/// `report.json`: every figure of an epoch but those of single holders.
public struct EpochReport: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-report-v1"

  /// The rules that the epoch was computed under.
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
  /// The decision in force.
  public let decision: Decision
  /// The streams' figures, in the order of the books.
  public let streams: [StreamFigures]
  /// Their sums.
  public let totals: StreamTotals
  /// How the pool is divided.
  public let pool: PoolFigures
  /// What holders get together.
  public let allocation: AllocationFigures
  /// How much was staked.
  public let stake: StakeFigures
  /// The accounts that earn nothing, in account order.
  public let exclusions: [Exclusion]
  /// The lots that stood when the epoch began.
  public let openingLots: LotsFigures
  /// The lots that stand when it ends.
  public let closingLots: LotsFigures
  /// The claims.
  public let claims: ClaimsFigures
  /// The identities, each with both sides.
  public let identities: [Identity]

  /// Makes the report of a computed epoch.
  ///
  /// - Parameters:
  ///   - distribution: The epoch.
  ///   - claims: Its claims.
  ///   - openingLots: The lots that stood when it began.
  ///   - closingLots: The lots that stand when it ends.
  public init(
    of distribution: EpochDistribution,
    claims: ClaimsFigures,
    openingLots: LotsFigures,
    closingLots: LotsFigures
  ) {
    self.ruleset = distribution.terms.ruleset
    self.epoch = distribution.terms.epoch
    self.chain = distribution.terms.chain
    self.distributor = distribution.terms.distributor
    self.token = distribution.terms.token
    self.asset = distribution.terms.asset
    self.decision = distribution.terms.decision
    self.streams = distribution.streams
    self.totals = distribution.totals
    self.pool = distribution.pool
    self.allocation = distribution.allocation
    self.stake = distribution.stake
    self.exclusions = distribution.terms.exclusions
    self.openingLots = openingLots
    self.closingLots = closingLots
    self.claims = claims
    self.identities = distribution.identities
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow([
      "format", "ruleset", "epoch", "chain", "distributor", "token", "asset", "decision", "streams",
      "totals", "pool", "allocation", "stake", "exclusions", "openingLots", "closingLots", "claims",
      "identities",
    ])
    self.ruleset = try document.member("ruleset").ruleset()
    self.epoch = try document.member("epoch").epoch()
    self.chain = try document.member("chain").chain()
    self.distributor = try document.member("distributor").optional {
      value throws(DocumentError) in try value.account()
    }
    self.token = try document.member("token").token()
    let asset = try document.member("asset").asset()
    self.asset = asset
    self.decision = try document.member("decision").decision()
    self.streams = try document.member("streams").map { value throws(DocumentError) in
      try value.streamFigures()
    }
    self.totals = try document.member("totals").totals()
    self.pool = try document.member("pool").pool()
    self.allocation = try document.member("allocation").allocation()
    self.stake = try document.member("stake").stake()
    self.exclusions = try document.member("exclusions").map { value throws(DocumentError) in
      try value.exclusion()
    }
    self.openingLots = try document.member("openingLots").lots()
    self.closingLots = try document.member("closingLots").lots()
    self.claims = try document.member("claims").claims(in: asset)
    self.identities = try document.member("identities").map { value throws(DocumentError) in
      try value.identity()
    }
  }
}
