public import EVMTypes

/// How an epoch's pool is filled and divided, in base units of a payout asset.
public struct PoolFigures: Sendable, Hashable {
  /// What streams contributed.
  public let contributions: UInt256
  /// What the claims of expired epochs gave back.
  public let returned: UInt256
  /// Both together.
  public let amount: UInt256
  /// The stakers' part in force.
  public let stakerShare: Percentage
  /// The stakers' part: ⌊pool × staker share⌋.
  public let allocated: UInt256
  /// What corrections of earlier epochs cost the reinvested part; negative where they give back to it.
  public let correctionCharge: SignedAmount
  /// The rest; negative where corrections cost more than it.
  public let reinvested: SignedAmount

  /// Takes figures that were computed before, such as those of a published report.
  ///
  /// - Parameters:
  ///   - contributions: What streams contributed.
  ///   - returned: What the claims of expired epochs gave back.
  ///   - amount: Both together.
  ///   - stakerShare: The stakers' part in force.
  ///   - allocated: The stakers' part.
  ///   - correctionCharge: What corrections of earlier epochs cost.
  ///   - reinvested: The rest.
  public init(
    contributions: UInt256,
    returned: UInt256 = .zero,
    amount: UInt256,
    stakerShare: Percentage,
    allocated: UInt256,
    correctionCharge: SignedAmount = .zero,
    reinvested: SignedAmount
  ) {
    self.contributions = contributions
    self.returned = returned
    self.amount = amount
    self.stakerShare = stakerShare
    self.allocated = allocated
    self.correctionCharge = correctionCharge
    self.reinvested = reinvested
  }

  /// Fills and divides a pool.
  ///
  /// - Source: docs/specification.md, section 8.3.
  init(
    contributions: UInt256,
    returned: UInt256,
    stakerShare: Percentage,
    correctionCharge: SignedAmount
  ) throws(AmountOverflow) {
    let amount = try contributions.adding(returned)
    let allocated = stakerShare.floor(of: amount)
    let rest = SignedAmount(try amount.subtracting(allocated))
    self.init(
      contributions: contributions,
      returned: returned,
      amount: amount,
      stakerShare: stakerShare,
      allocated: allocated,
      correctionCharge: correctionCharge,
      reinvested: try rest.subtracting(correctionCharge)
    )
  }
}
