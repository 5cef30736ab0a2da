public import Distribution
import EVMTypes

/// `report.json`: every figure of an epoch but those of single holders.
///
/// Each ruleset has a document of its own: versions 1 and 2.
public struct EpochReport: Sendable, Hashable {
  /// The rules that the epoch was computed under.
  public let ruleset: Ruleset
  /// The interval.
  public let epoch: Epoch
  /// The chain that claims are paid on.
  public let chain: Chain
  /// What is staked.
  public let token: Token
  /// The decision in force.
  public let decision: Decision
  /// How stake becomes weight.
  public let weighting: Weighting
  /// Which decisions set the rules.
  public let origins: RuleOrigins
  /// How much was staked.
  public let stake: StakeFigures
  /// The accounts that earn nothing, in account order.
  public let exclusions: [Exclusion]
  /// The redirections in force, in account order.
  public let redirections: [Redirection]
  /// The tables that it begins and ends with.
  public let borders: Borders
  /// What is paid in each payout asset, in the order of the books; at least one.
  public let payouts: [PayoutReport]
  /// The last block before the epoch's end, where the inputs name it.
  public let block: ChainBlock?
  /// What was booked beside what the chain has; `nil` where nothing is reconciled.
  public let reconciliation: ReconciliationReport?

  /// Digests of the tables that an epoch begins and ends with.
  public struct Borders: Sendable, Hashable {
    /// The lots that stood when the epoch began; `nil` where weights were given.
    public let openingLots: TableFigures?
    /// The lots that stand when it ends; `nil` where weights were given.
    public let closingLots: TableFigures?
    /// What accounts brought along; `nil` under ruleset 1.
    public let openingBalances: TableFigures?
    /// What accounts take to the next epoch; `nil` under ruleset 1.
    public let closingBalances: TableFigures?

    /// Creates the digests.
    ///
    /// - Parameters:
    ///   - openingLots: The lots that stood when the epoch began.
    ///   - closingLots: The lots that stand when it ends.
    ///   - openingBalances: What accounts brought along.
    ///   - closingBalances: What accounts take to the next epoch.
    public init(
      openingLots: TableFigures?,
      closingLots: TableFigures?,
      openingBalances: TableFigures?,
      closingBalances: TableFigures?
    ) {
      self.openingLots = openingLots
      self.closingLots = closingLots
      self.openingBalances = openingBalances
      self.closingBalances = closingBalances
    }
  }

  /// Makes the report of a computed epoch.
  ///
  /// - Parameters:
  ///   - distribution: The figures.
  ///   - claims: The claims of each payout asset, in the order of the distribution.
  ///   - borders: The tables that it begins and ends with.
  public init(of distribution: EpochDistribution, claims: [ClaimsFigures], borders: Borders) {
    let terms = distribution.terms
    self.init(
      ruleset: terms.ruleset,
      epoch: terms.epoch,
      chain: terms.chain,
      token: terms.token,
      decision: terms.decision,
      weighting: terms.weighting,
      origins: terms.origins,
      stake: distribution.stake,
      exclusions: terms.exclusions,
      redirections: terms.redirections,
      borders: borders,
      payouts: zip(distribution.payouts, claims).map { PayoutReport(of: $0, claims: $1) },
      block: terms.block,
      reconciliation: distribution.reconciliation.map {
        ReconciliationReport($0, assets: terms.assets)
      }
    )
  }

  init(
    ruleset: Ruleset,
    epoch: Epoch,
    chain: Chain,
    token: Token,
    decision: Decision,
    weighting: Weighting = .plain,
    origins: RuleOrigins = .books,
    stake: StakeFigures,
    exclusions: [Exclusion],
    redirections: [Redirection] = [],
    borders: Borders,
    payouts: [PayoutReport],
    block: ChainBlock? = nil,
    reconciliation: ReconciliationReport? = nil
  ) {
    self.ruleset = ruleset
    self.epoch = epoch
    self.chain = chain
    self.token = token
    self.decision = decision
    self.weighting = weighting
    self.origins = origins
    self.stake = stake
    self.exclusions = exclusions
    self.redirections = redirections
    self.borders = borders
    self.payouts = payouts
    self.block = block
    self.reconciliation = reconciliation
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    switch ruleset {
    case .v1: version1
    case .v2: version2
    }
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let formats = [Self.format1, Self.format2]
    let document = try JSONCursor(parsing: bytes, formats: formats)
    if try document.member("format").text() == Self.format1 {
      try self.init(version1: document)
    } else {
      try self.init(version2: document)
    }
  }
}
