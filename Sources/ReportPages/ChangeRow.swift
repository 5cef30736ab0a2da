import Distribution
import EVMTypes
import ReportDocuments

/// A figure of an epoch against the same figure of the epoch before.
struct ChangeRow: Sendable {
  let label: String
  let unit: String
  let before: String
  let now: String
  let difference: String
  let percent: String

  /// The figures that are compared.
  static func all(
    from before: EpochReport,
    to now: EpochReport
  ) throws(AmountOverflow) -> [ChangeRow] {
    var amounts: [ChangeRow] = []
    for payout in now.payouts {
      let id = payout.asset.id
      guard let earlier = before.payouts.first(where: { $0.asset.id == id }) else { continue }
      let token = payout.asset.token
      for (label, figure) in figures {
        let (before, now) = (figure(earlier), figure(payout))
        amounts.append(try ChangeRow(label, of: token, before: before, now: now))
      }
    }
    amounts.append(
      ChangeRow("Holders", before: before.stake.holderCount, now: now.stake.holderCount)
    )
    if let earlier = before.stake.movement, let movement = now.stake.movement {
      amounts.append(
        try ChangeRow(
          "Staked at the end",
          of: now.token,
          before: SignedAmount(earlier.closing),
          now: SignedAmount(movement.closing)
        )
      )
    }
    return amounts + [
      ChangeRow(stakerShareBefore: before.main.pool.stakerShare, now: now.main.pool.stakerShare)
    ]
  }

  private static var figures: [(String, (PayoutReport) -> SignedAmount)] {
    [
      ("Revenue", { SignedAmount($0.totals.revenue) }),
      ("To the pool", { SignedAmount($0.pool.amount) }),
      ("Allocated to stakers", { SignedAmount($0.pool.allocated) }),
      ("Reinvested", { $0.pool.reinvested }),
      ("Paid to stakers", { SignedAmount($0.claims.toFund) }),
    ]
  }

  /// An amount, which may be below zero.
  init(
    _ label: String,
    of token: Token,
    before: SignedAmount,
    now: SignedAmount
  ) throws(AmountOverflow) {
    let difference = try now.subtracting(before)
    let (magnitude, isBelow) = (difference.magnitude, difference.isNegative)
    self.label = label
    self.unit = token.symbol
    self.before = AmountText(before, of: token).comparable
    self.now = AmountText(now, of: token).comparable
    self.difference = Self.sign(magnitude, isBelow) + AmountText(magnitude, of: token).comparable
    // A percentage of less than nothing says nothing.
    self.percent = Self.percent(magnitude, isBelow, of: before.positivePart)
  }

  init(_ label: String, before: Int, now: Int) {
    let (before, now) = (UInt256(UInt64(before)), UInt256(UInt64(now)))
    let (magnitude, isBelow) = Self.distance(before, now)
    self.label = label
    self.unit = ""
    self.before = tokens(before, decimals: 0)
    self.now = tokens(now, decimals: 0)
    self.difference = Self.sign(magnitude, isBelow) + tokens(magnitude, decimals: 0)
    self.percent = Self.percent(magnitude, isBelow, of: before)
  }

  init(stakerShareBefore before: Percentage, now: Percentage) {
    let (magnitude, isBelow) = Self.distance(
      UInt256(UInt64(before.partsPerMillion)),
      UInt256(UInt64(now.partsPerMillion))
    )
    self.label = "Staker share"
    self.unit = ""
    self.before = before.description
    self.now = now.description
    self.difference = Self.sign(magnitude, isBelow) + tokens(magnitude, decimals: 4) + " points"
    self.percent = ""
  }

  private static func distance(
    _ before: UInt256,
    _ now: UInt256
  ) -> (magnitude: UInt256, isBelow: Bool) {
    let isBelow = now < before
    let (difference, _) =
      isBelow
      ? before.subtractingReportingOverflow(now) : now.subtractingReportingOverflow(before)
    return (difference, isBelow)
  }

  private static func sign(_ magnitude: UInt256, _ isBelow: Bool) -> String {
    magnitude.isZero ? "" : isBelow ? "\u{2212}" : "+"
  }

  private static func percent(_ magnitude: UInt256, _ isBelow: Bool, of before: UInt256) -> String {
    // Without a base there is no percentage, and no sign before the dash.
    (before.isZero ? "" : sign(magnitude, isBelow)) + percentRoundedDown(magnitude, of: before)
  }
}
