public import EVMTypes

/// What an epoch owes and pays one holder in one asset, in base units of that asset.
public struct HolderShare: Sendable, Hashable {
  /// The holder.
  public let account: Address
  /// Their weight, in base units of the staked token × seconds ÷ D; zero for a holder with an accrual or an
  /// adjustment alone.
  public let weight: UInt256
  /// ⌊allocation × weight ÷ total weight⌋.
  public let share: UInt256
  /// What was owed before.
  public let accruedIn: SignedAmount
  /// What corrections of earlier epochs add.
  public let adjustment: SignedAmount
  /// What the epoch pays them.
  public let paid: UInt256
  /// What is owed after.
  public let accruedOut: SignedAmount
  /// Who receives what is paid: the holder, or another account.
  public let beneficiary: Address

  /// Takes figures that were computed before, such as those of a published table.
  ///
  /// - Parameters:
  ///   - account: The holder.
  ///   - weight: Their weight.
  ///   - share: What the formula gives.
  ///   - accruedIn: What was owed before.
  ///   - adjustment: What corrections of earlier epochs add.
  ///   - paid: What the epoch pays them.
  ///   - accruedOut: What is owed after.
  ///   - beneficiary: Who receives it; left out, the holder.
  public init(
    account: Address,
    weight: UInt256,
    share: UInt256,
    accruedIn: SignedAmount = .zero,
    adjustment: SignedAmount = .zero,
    paid: UInt256,
    accruedOut: SignedAmount = .zero,
    beneficiary: Address? = nil
  ) {
    self.account = account
    self.weight = weight
    self.share = share
    self.accruedIn = accruedIn
    self.adjustment = adjustment
    self.paid = paid
    self.accruedOut = accruedOut
    self.beneficiary = beneficiary ?? account
  }

  /// Computes what is paid: all that is due, or nothing where that is below the minimum.
  ///
  /// - Source: docs/specification.md, section 8.6.
  init(
    account: Address,
    weight: UInt256,
    share: UInt256,
    accruedIn: SignedAmount,
    adjustment: SignedAmount,
    minimum: UInt256,
    beneficiary: Address
  ) throws(AmountOverflow) {
    let due = try SignedAmount(share).adding(accruedIn).adding(adjustment)
    let paid = due.positivePart >= minimum ? due.positivePart : .zero
    self.init(
      account: account,
      weight: weight,
      share: share,
      accruedIn: accruedIn,
      adjustment: adjustment,
      paid: paid,
      accruedOut: try due.subtracting(SignedAmount(paid)),
      beneficiary: beneficiary
    )
  }

  /// Whether something is due that is below the minimum, so that it accrues.
  public var isBelowMinimum: Bool {
    paid.isZero && !accruedOut.isNegative && !accruedOut.magnitude.isZero
  }
}
