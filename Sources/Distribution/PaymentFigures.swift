public import EVMTypes

/// What an epoch owes its holders and what it pays, in base units of a payout asset.
public struct PaymentFigures: Sendable, Hashable {
  /// Less than this is not paid but accrues.
  public let minimum: UInt256
  /// How many accounts have a share, an accrual or an adjustment.
  public let holderCount: Int
  /// The sum of shares.
  public let shares: UInt256
  /// The sum of what was owed before.
  public let accruedIn: SignedAmount
  /// The sum of what corrections of earlier epochs add.
  public let adjustments: SignedAmount
  /// The sum of what is paid.
  public let paid: UInt256
  /// The sum of what is owed after.
  public let accruedOut: SignedAmount
  /// How many holders are paid.
  public let paidCount: Int
  /// How many holders are owed less than the minimum.
  public let belowMinimumCount: Int

  /// Takes figures that were computed before, such as those of a published report.
  ///
  /// - Parameters:
  ///   - minimum: Less than this accrues.
  ///   - holderCount: How many accounts have a share, an accrual or an adjustment.
  ///   - shares: The sum of shares.
  ///   - accruedIn: The sum of what was owed before.
  ///   - adjustments: The sum of what corrections add.
  ///   - paid: The sum of what is paid.
  ///   - accruedOut: The sum of what is owed after.
  ///   - paidCount: How many holders are paid.
  ///   - belowMinimumCount: How many holders are owed less than the minimum.
  public init(
    minimum: UInt256,
    holderCount: Int,
    shares: UInt256,
    accruedIn: SignedAmount,
    adjustments: SignedAmount,
    paid: UInt256,
    accruedOut: SignedAmount,
    paidCount: Int,
    belowMinimumCount: Int
  ) {
    self.minimum = minimum
    self.holderCount = holderCount
    self.shares = shares
    self.accruedIn = accruedIn
    self.adjustments = adjustments
    self.paid = paid
    self.accruedOut = accruedOut
    self.paidCount = paidCount
    self.belowMinimumCount = belowMinimumCount
  }

  /// Adds up holders.
  init(of holders: HolderShares, minimum: UInt256) throws(AmountOverflow) {
    var (shares, paid) = (UInt256.zero, UInt256.zero)
    var (accruedIn, accruedOut) = (SignedAmount.zero, SignedAmount.zero)
    var adjustments = SignedAmount.zero
    var (paidCount, belowMinimumCount) = (0, 0)
    for holder in holders {
      shares = try shares.adding(holder.share)
      accruedIn = try accruedIn.adding(holder.accruedIn)
      adjustments = try adjustments.adding(holder.adjustment)
      paid = try paid.adding(holder.paid)
      accruedOut = try accruedOut.adding(holder.accruedOut)
      if !holder.paid.isZero { paidCount += 1 }
      if holder.isBelowMinimum { belowMinimumCount += 1 }
    }
    self.init(
      minimum: minimum,
      holderCount: holders.count,
      shares: shares,
      accruedIn: accruedIn,
      adjustments: adjustments,
      paid: paid,
      accruedOut: accruedOut,
      paidCount: paidCount,
      belowMinimumCount: belowMinimumCount
    )
  }
}

func signedSum(of amounts: some Sequence<SignedAmount>) throws(AmountOverflow) -> SignedAmount {
  var sum = SignedAmount.zero
  for amount in amounts { sum = try sum.adding(amount) }
  return sum
}
