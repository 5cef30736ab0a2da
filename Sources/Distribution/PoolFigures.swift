public import EVMTypes

/// How an epoch's pool is divided, in base units of the payout asset.
public struct PoolFigures: Sendable, Hashable {
  /// What streams contributed.
  public let amount: UInt256
  /// The stakers' part in force.
  public let stakerShare: Percentage
  /// The stakers' part: ⌊pool × staker share⌋.
  public let allocated: UInt256
  /// The rest.
  public let reinvested: UInt256

  /// Takes figures that were computed before, such as those of a published report.
  ///
  /// - Parameters:
  ///   - amount: What streams contributed.
  ///   - stakerShare: The stakers' part in force.
  ///   - allocated: The stakers' part.
  ///   - reinvested: The rest.
  public init(
    amount: UInt256,
    stakerShare: Percentage,
    allocated: UInt256,
    reinvested: UInt256
  ) {
    self.amount = amount
    self.stakerShare = stakerShare
    self.allocated = allocated
    self.reinvested = reinvested
  }

  /// Divides a pool.
  init(_ amount: UInt256, stakerShare: Percentage) throws(AmountOverflow) {
    let allocated = stakerShare.floor(of: amount)
    self.init(
      amount: amount,
      stakerShare: stakerShare,
      allocated: allocated,
      reinvested: try amount.subtracting(allocated)
    )
  }
}
