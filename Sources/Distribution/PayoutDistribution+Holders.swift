import EVMTypes
import Parallelism

/// What makes accounts holders of a payout asset, each in account order.
struct HolderRows: Sendable {
  let weights: ArraySlice<AccountWeight>
  let accruals: ArraySlice<AccountBalance>
  let adjustments: ArraySlice<AccountAdjustment>

  /// How many weights are worth a thread of their own.
  private static let partCount = 1 << 14

  /// Takes all rows.
  ///
  /// - Throws: ``AmountOverflow`` where an account's adjustments do not fit together.
  init(
    weights: [AccountWeight],
    balances: [AccountBalance],
    adjustments: [Adjustment]
  ) throws(AmountOverflow) {
    var adjusted: [Address: SignedAmount] = [:]
    for row in adjustments {
      adjusted[row.account] = try (adjusted[row.account] ?? .zero).adding(row.amount)
    }
    self.init(
      weights: weights[...],
      accruals: balances.filter { $0.accrued != .zero }[...],
      adjustments: adjusted.filter { $0.value != .zero }.sorted { $0.key < $1.key }
        .map { AccountAdjustment(account: $0.key, amount: $0.value) }[...]
    )
  }

  private init(
    weights: ArraySlice<AccountWeight>,
    accruals: ArraySlice<AccountBalance>,
    adjustments: ArraySlice<AccountAdjustment>
  ) {
    self.weights = weights
    self.accruals = accruals
    self.adjustments = adjustments
  }

  /// Calls a function with parts of the rows, by account, several at the same time.
  ///
  /// - Parameter body: Works on a part.
  /// - Returns: What it gives, in the order of accounts.
  func map<Result: Sendable>(_ body: @Sendable (HolderRows) -> Result) -> [Result] {
    guard !weights.isEmpty else { return [body(self)] }
    return ParallelRanges.map(of: weights.count, minimum: Self.partCount) { range in
      // What lies before the first weight goes with it, and what lies behind a weight with that.
      let start = range.lowerBound == 0 ? nil : weights[range.lowerBound].account
      let end = range.upperBound == weights.count ? nil : weights[range.upperBound].account
      return body(
        HolderRows(
          weights: weights[range],
          accruals: accruals.between(start, end),
          adjustments: adjustments.between(start, end)
        )
      )
    }
  }
}

extension PayoutDistribution {
  /// Computes shares and payments.
  ///
  /// - Source: docs/specification.md, sections 8.5 to 8.7.
  static func holders(
    _ rows: HolderRows,
    allocation: UInt256,
    totalWeight: UInt256,
    minimum: UInt256,
    beneficiaries: [Redirection]
  ) throws(AmountOverflow) -> HolderShares {
    let redirections = Dictionary(
      uniqueKeysWithValues: beneficiaries.map { ($0.account, $0.beneficiary) }
    )
    let shares = Apportionment(of: allocation, totalWeight: totalWeight)
    var parts = rows.map { rows -> HolderShares? in
      try? Self.holders(rows, shares, minimum: minimum, redirections)
    }
    var holders = HolderShares()
    holders.reserveCapacity(parts.reduce(0) { $0 + ($1?.count ?? 0) })
    for place in parts.indices {
      guard let part = parts[place] else { throw AmountOverflow() }
      holders.append(contentsOf: part)
      // A part that stayed would take as much memory once more.
      parts[place] = nil
    }
    return holders
  }

  private static func holders(
    _ rows: HolderRows,
    _ shares: Apportionment,
    minimum: UInt256,
    _ redirections: [Address: Address]
  ) throws(AmountOverflow) -> HolderShares {
    var weights = AccountCursor(rows.weights)
    var accruals = AccountCursor(rows.accruals)
    var adjustments = AccountCursor(rows.adjustments)
    var holders = HolderShares()
    holders.reserveCapacity(rows.weights.count)
    while let account = Address.first(
      weights.account,
      Address.first(accruals.account, adjustments.account)
    ) {
      let weight = weights.row(of: account)?.weight ?? .zero
      guard let share = weight.isZero ? .zero : shares.share(of: weight) else {
        throw AmountOverflow()
      }
      holders.append(
        try HolderShare(
          account: account,
          weight: weight,
          share: share,
          accruedIn: accruals.row(of: account)?.accrued ?? .zero,
          adjustment: adjustments.row(of: account)?.amount ?? .zero,
          minimum: minimum,
          beneficiary: redirections.isEmpty ? account : redirections[account] ?? account
        )
      )
    }
    return holders
  }

  /// What contracts pay: what accounts could claim before, and what they receive now.
  ///
  /// - Source: docs/specification.md, section 8.8.
  static func claims(
    of holders: HolderShares,
    before: [AccountBalance]
  ) throws(AmountOverflow) -> [AccountClaim] {
    // The places of those who are paid something, by who receives it.
    var credits: [UInt32] = []
    credits.reserveCapacity(holders.count)
    var isRedirected = false
    for (place, holder) in holders.enumerated() where !holder.paid.isZero {
      credits.append(UInt32(place))
      if holder.beneficiary != holder.account { isRedirected = true }
    }
    if isRedirected {
      credits.sort { holders[Int($0)].beneficiary < holders[Int($1)].beneficiary }
    }
    var claims: [AccountClaim] = []
    claims.reserveCapacity(credits.count)
    var balances = AccountCursor(before.filter { !$0.claimed.isZero }[...])
    var next = 0
    while let account = Address.first(
      next < credits.count ? holders[Int(credits[next])].beneficiary : nil,
      balances.account
    ) {
      let claimed = balances.row(of: account)?.claimed ?? .zero
      var amount = claimed
      while next < credits.count {
        let holder = holders[Int(credits[next])]
        guard holder.beneficiary == account else { break }
        amount = try amount.adding(holder.paid)
        next += 1
      }
      claims.append(AccountClaim(account: account, before: claimed, amount: amount))
    }
    return claims
  }

  static func closingBalances(
    of holders: HolderShares,
    claims: [AccountClaim],
    _ terms: PayoutTerms
  ) -> [AccountBalance] {
    var accruals = AccountCursor(holders.filter { $0.accruedOut != .zero }[...])
    var claims = AccountCursor(terms.scheme == .cumulative ? claims[...] : [])
    var balances: [AccountBalance] = []
    while let account = Address.first(accruals.account, claims.account) {
      balances.append(
        AccountBalance(
          asset: terms.asset.id,
          account: account,
          accrued: accruals.row(of: account)?.accruedOut ?? .zero,
          claimed: claims.row(of: account)?.amount ?? .zero
        )
      )
    }
    return balances
  }
}
