import EVMTypes

/// An epoch's canonical slice of the books: everything that its figures depend on.
///
/// Always consistent: rows lie in the epoch and stand in canonical order with distinct references, every
/// entry belongs to a stream and an asset of the epoch and was converted at the rate in force, lots began
/// before it.
public struct EpochInputs: Sendable, Hashable {
  /// The terms.
  public let terms: EpochTerms
  /// The revenue entries, in canonical order.
  public let entries: [RevenueEntry]
  /// The rates that entries need, by asset, then by time.
  public let rates: [Rate]
  /// What expired claims gave back, in canonical order.
  public let returned: [ReturnedAmount]
  /// What corrections of earlier epochs add, in canonical order.
  public let adjustments: [Adjustment]
  /// What pools received, in canonical order; none where nothing is reconciled.
  public let receipts: [Receipt]
  /// The stake events, in canonical order; none where weights are given.
  public let events: StakeEvents
  /// The lots that stood when the epoch began, by account, then in the order in which they were staked; none where
  /// weights are given.
  public private(set) var openingLots: StakeLots
  /// The stake × time that weights are given by, by account, then by step; none where they come from events.
  public let stakeSums: [StakeSum]
  /// The votes of the decision in force, by voter; none where it has no vote.
  public let ballots: [Ballot]
  /// What accounts bring along, by payout asset, then by account.
  public private(set) var openingBalances: [AccountBalance]

  /// Checks and takes the parts.
  ///
  /// - Parameters:
  ///   - terms: The terms.
  ///   - entries: The revenue entries, in canonical order.
  ///   - rates: The rates that entries need.
  ///   - returned: What expired claims gave back, in canonical order.
  ///   - adjustments: What corrections of earlier epochs add, in canonical order.
  ///   - receipts: What pools received, in canonical order.
  ///   - events: The stake events, in canonical order.
  ///   - openingLots: The lots that stood when the epoch began.
  ///   - stakeSums: The stake × time that weights are given by, by account, then by step.
  ///   - ballots: The votes of the decision in force, by voter.
  ///   - openingBalances: What accounts bring along.
  /// - Throws: ``EpochInputsError`` for the first part that does not fit.
  public init(
    terms: EpochTerms,
    entries: [RevenueEntry],
    rates: [Rate] = [],
    returned: [ReturnedAmount] = [],
    adjustments: [Adjustment] = [],
    receipts: [Receipt] = [],
    events: some Sequence<StakeEvent>,
    openingLots: some Sequence<Lot>,
    stakeSums: [StakeSum] = [],
    ballots: [Ballot] = [],
    openingBalances: [AccountBalance] = []
  ) throws(EpochInputsError) {
    self.terms = terms
    self.entries = entries
    self.rates = rates
    self.returned = returned
    self.adjustments = adjustments
    self.receipts = receipts
    self.events = StakeEvents(events)
    self.openingLots = StakeLots(openingLots)
    self.stakeSums = stakeSums
    self.ballots = ballots
    self.openingBalances = openingBalances
    try checkTerms()
    try checkRuleset()
    try checkVote()
    try checkRates()
    try checkEntries()
    try checkPayoutRows()
    try checkReceipts()
    try checkEvents()
    try checkLots()
    try checkSums()
    try checkBalances()
  }
  /// The same with other tables of what the epoch begins with, which alone are checked.
  ///
  /// - Parameters:
  ///   - lots: The lots that stood when the epoch began.
  ///   - balances: What accounts bring along.
  /// - Returns: The inputs.
  /// - Throws: ``EpochInputsError`` for the first row that does not fit.
  public func beginning(
    with lots: StakeLots,
    _ balances: [AccountBalance]
  ) throws(EpochInputsError) -> EpochInputs {
    var inputs = self
    inputs.openingLots = lots
    inputs.openingBalances = balances
    try inputs.checkRuleset()
    try inputs.checkLots()
    try inputs.checkBalances()
    return inputs
  }
}
