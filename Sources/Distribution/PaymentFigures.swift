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
  init(of holders: [HolderShare], minimum: UInt256) throws(AmountOverflow) {
    self.init(
      minimum: minimum,
      holderCount: holders.count,
      shares: try sum(of: holders.lazy.map(\.share)),
      accruedIn: try signedSum(of: holders.lazy.map(\.accruedIn)),
      adjustments: try signedSum(of: holders.lazy.map(\.adjustment)),
      paid: try sum(of: holders.lazy.map(\.paid)),
      accruedOut: try signedSum(of: holders.lazy.map(\.accruedOut)),
      paidCount: holders.count { !$0.paid.isZero },
      belowMinimumCount: holders.count(where: \.isBelowMinimum)
    )
  }
}

func signedSum(of amounts: some Sequence<SignedAmount>) throws(AmountOverflow) -> SignedAmount {
  var sum = SignedAmount.zero
  for amount in amounts { sum = try sum.adding(amount) }
  return sum
}
