import EVMTypes

/// What makes accounts holders of a payout asset, each in account order but for adjustments.
struct HolderRows {
  let weights: [AccountWeight]
  let balances: [AccountBalance]
  let adjustments: [Adjustment]
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
  ) throws(AmountOverflow) -> [HolderShare] {
    var adjusted: [Address: SignedAmount] = [:]
    for row in rows.adjustments {
      adjusted[row.account] = try (adjusted[row.account] ?? .zero).adding(row.amount)
    }
    let adjustments = adjusted.filter { $0.value != .zero }.sorted { $0.key < $1.key }
    let accruals = rows.balances.filter { $0.accrued != .zero }
    let redirections = Dictionary(
      uniqueKeysWithValues: beneficiaries.map { ($0.account, $0.beneficiary) }
    )
    let shares = Apportionment(of: allocation, totalWeight: totalWeight)
    var holders: [HolderShare] = []
    holders.reserveCapacity(rows.weights.count)
    var (weightPlace, accrualPlace, adjustmentPlace) = (0, 0, 0)
    while true {
      let weight = weightPlace < rows.weights.count ? rows.weights[weightPlace] : nil
      let accrual = accrualPlace < accruals.count ? accruals[accrualPlace] : nil
      let adjustment = adjustmentPlace < adjustments.count ? adjustments[adjustmentPlace] : nil
      let candidates = [weight?.account, accrual?.account, adjustment?.key].compactMap(\.self)
      guard let account = candidates.min() else { break }
      var own: (weight: UInt256, accrued: SignedAmount, adjustment: SignedAmount) =
        (.zero, .zero, .zero)
      if let weight, weight.account == account {
        own.weight = weight.weight
        weightPlace += 1
      }
      if let accrual, accrual.account == account {
        own.accrued = accrual.accrued
        accrualPlace += 1
      }
      if let adjustment, adjustment.key == account {
        own.adjustment = adjustment.value
        adjustmentPlace += 1
      }
      let share =
        own.weight.isZero
        ? .zero : shares.share(of: own.weight)
      guard let share else { throw AmountOverflow() }
      holders.append(
        try HolderShare(
          account: account,
          weight: own.weight,
          share: share,
          accruedIn: own.accrued,
          adjustment: own.adjustment,
          minimum: minimum,
          beneficiary: redirections[account] ?? account
        )
      )
    }
    return holders
  }

  /// What contracts pay: what accounts could claim before, and what they receive now.
  ///
  /// - Source: docs/specification.md, section 8.8.
  static func claims(
    of holders: [HolderShare],
    before: [AccountBalance]
  ) throws(AmountOverflow) -> [AccountClaim] {
    var credits = holders.filter { !$0.paid.isZero }.map { ($0.beneficiary, $0.paid) }
    if holders.contains(where: { $0.beneficiary != $0.account }) {
      credits.sort { $0.0 < $1.0 }
    }
    var claims: [AccountClaim] = []
    claims.reserveCapacity(credits.count)
    var (creditPlace, balancePlace) = (0, 0)
    let balances = before.filter { !$0.claimed.isZero }
    while creditPlace < credits.count || balancePlace < balances.count {
      let credit = creditPlace < credits.count ? credits[creditPlace].0 : nil
      let balance = balancePlace < balances.count ? balances[balancePlace].account : nil
      guard let account = [credit, balance].compactMap(\.self).min() else { break }
      var claimed = UInt256.zero
      if balance == account {
        claimed = balances[balancePlace].claimed
        balancePlace += 1
      }
      var amount = claimed
      while creditPlace < credits.count, credits[creditPlace].0 == account {
        amount = try amount.adding(credits[creditPlace].1)
        creditPlace += 1
      }
      claims.append(AccountClaim(account: account, before: claimed, amount: amount))
    }
    return claims
  }

  static func closingBalances(
    of holders: [HolderShare],
    claims: [AccountClaim],
    _ terms: PayoutTerms
  ) -> [AccountBalance] {
    let accruals = holders.filter { $0.accruedOut != .zero }
    let claims = terms.scheme == .cumulative ? claims : []
    var balances: [AccountBalance] = []
    var (holderPlace, claimPlace) = (0, 0)
    while holderPlace < accruals.count || claimPlace < claims.count {
      let holder = holderPlace < accruals.count ? accruals[holderPlace] : nil
      let claim = claimPlace < claims.count ? claims[claimPlace] : nil
      guard let account = [holder?.account, claim?.account].compactMap(\.self).min() else { break }
      let isHolder = holder?.account == account
      let isClaim = claim?.account == account
      holderPlace += isHolder ? 1 : 0
      claimPlace += isClaim ? 1 : 0
      balances.append(
        AccountBalance(
          asset: terms.asset.id,
          account: account,
          accrued: isHolder ? holder?.accruedOut ?? .zero : .zero,
          claimed: isClaim ? claim?.amount ?? .zero : .zero
        )
      )
    }
    return balances
  }
}
