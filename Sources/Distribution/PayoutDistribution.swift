import ClaimVerifier
public import EVMTypes
import Parallelism

/// What an epoch earned and owes in one payout asset; all figures are in its base units.
///
/// - Source: docs/specification.md, sections 3 and 8.
public struct PayoutDistribution: Sendable {
  /// How it is paid.
  public let terms: PayoutTerms
  /// The streams' figures, in the order of the epoch's terms.
  public let streams: [StreamFigures]
  /// Their sums.
  public let totals: StreamTotals
  /// How the pool is filled and divided.
  public let pool: PoolFigures
  /// What holders get together.
  public let allocation: AllocationFigures
  /// What is owed and paid.
  public let payment: PaymentFigures
  /// What 1,000 tokens got that were staked for the whole epoch and counted once; `nil` without holders.
  public let yieldPerThousand: UInt256?
  /// The holders, in account order.
  public let holders: HolderShares
  /// The claims, in account order; none is zero.
  public let claims: [AccountClaim]
  /// What accounts take to the next epoch, in account order.
  public let closingBalances: [AccountBalance]
  /// The identities, each with both sides.
  public let identities: [Identity]
  private let redirected: [Address: [Int]]

  init(
    of terms: PayoutTerms,
    in inputs: EpochInputs,
    weights: [AccountWeight],
    stake: StakeFigures
  ) throws(DistributionError) {
    let streams = try Self.streams(of: inputs, payout: terms)
    do {
      let totals = try StreamTotals(of: streams)
      let returned = inputs.returned.filter { $0.asset == terms.asset.id }
      let adjustments = inputs.adjustments.filter { $0.asset == terms.asset.id }
      let pool = try PoolFigures(
        contributions: totals.contributions,
        returned: try sum(of: returned.map(\.amount)),
        stakerShare: inputs.terms.decision.stakerShare,
        correctionCharge: try signedSum(of: adjustments.map(\.amount))
      )
      let amount = try pool.allocated.adding(terms.carriedIn.remainder)
      let balances = inputs.openingBalances.filter { $0.asset == terms.asset.id }
      let holders = try Self.holders(
        try HolderRows(weights: weights, balances: balances, adjustments: adjustments),
        allocation: amount,
        totalWeight: stake.totalWeight,
        minimum: terms.minimum,
        beneficiaries: inputs.terms.redirections
      )
      let shares = try sum(of: holders.lazy.map(\.share))
      let before = terms.scheme == .cumulative ? balances : []
      let claims = try Self.claims(of: holders, before: before)
      self.terms = terms
      self.streams = streams
      self.totals = totals
      self.pool = pool
      self.allocation = AllocationFigures(
        allocated: pool.allocated,
        remainderIn: terms.carriedIn.remainder,
        amount: amount,
        shares: shares,
        remainderOut: try amount.subtracting(shares)
      )
      self.payment = try PaymentFigures(of: holders, minimum: terms.minimum)
      self.yieldPerThousand = Self.yieldPerThousand(of: amount, in: inputs.terms, stake: stake)
      self.holders = holders
      self.claims = claims
      self.closingBalances = Self.closingBalances(of: holders, claims: claims, terms)
      self.redirected = Dictionary(
        grouping: holders.indices.filter { holders[$0].beneficiary != holders[$0].account },
        by: { holders[$0].beneficiary }
      )
      self.identities = try Self.identities(
        under: inputs.terms.ruleset,
        totals: totals,
        pool: pool,
        allocation: allocation,
        payment: payment,
        claims: claims,
        parts: try Self.sumOfParts(
          PartsByStream(streams: streams, pool: pool, remainderIn: terms.carriedIn.remainder),
          holders: holders
        )
      )
    } catch {
      throw .overflow("a total in \(terms.asset.id)")
    }
    for identity in identities where !identity.holds {
      throw .identityBroken(identity.name)
    }
  }

  /// The holders whose payment an account receives, as places in ``holders``, in account order.
  ///
  /// - Parameter account: Any account.
  /// - Returns: The places of those who are paid something.
  public func payers(of account: Address) -> [Int] {
    var places = redirected[account] ?? []
    if let own = place(ofHolder: account), holders[own].beneficiary == account {
      places.append(own)
    }
    return places.sorted().filter { !holders[$0].paid.isZero }
  }

  /// The place of a holder.
  ///
  /// - Parameter account: Any account.
  /// - Returns: The place in ``holders``; `nil` where it is none.
  public func place(ofHolder account: Address) -> Int? {
    let place = holders.partitionPoint { !($0.account < account) }
    return place < holders.count && holders[place].account == account ? place : nil
  }

  private static func streams(
    of inputs: EpochInputs,
    payout: PayoutTerms
  ) throws(DistributionError) -> [StreamFigures] {
    let terms = inputs.terms
    let assets = terms.assets.filter { $0.payout == payout.asset.id }
    let ids = Set(assets.map(\.asset.id))
    let entries = Dictionary(
      grouping: inputs.entries.filter { ids.contains($0.asset) },
      by: \.stream
    )
    var figures: [StreamFigures] = []
    for (index, stream) in terms.streams.enumerated() {
      do {
        figures.append(
          try StreamFigures(
            stream: stream,
            entries: entries[stream.id] ?? [],
            assets: assets,
            deficitIn: payout.carriedIn.deficits[index],
            poolShare: terms.decision.poolShares[index].share
          )
        )
      } catch {
        throw .overflow("the revenue of stream \(stream.id)")
      }
    }
    return figures
  }

  private static func sumOfParts(
    _ parts: PartsByStream,
    holders: HolderShares
  ) throws(AmountOverflow) -> UInt256 {
    let sums = ParallelRanges.map(of: holders.count, minimum: 1 << 14) { range -> UInt256? in
      var total = UInt256.zero
      for place in range {
        for part in parts.parts(of: holders[place].share) {
          guard let sum = try? total.adding(part) else { return nil }
          total = sum
        }
      }
      return total
    }
    var total = UInt256.zero
    for sum in sums {
      guard let sum else { throw AmountOverflow() }
      total = try total.adding(sum)
    }
    return total
  }

  /// - Source: docs/specification.md, section 8.5.
  private static func yieldPerThousand(
    of allocation: UInt256,
    in terms: EpochTerms,
    stake: StakeFigures
  ) -> UInt256? {
    let seconds = terms.epoch.end.unixSeconds - terms.epoch.start.unixSeconds
    guard !stake.totalWeight.isZero, let token = try? power(ofTen: terms.token.decimals + 3),
      let time = try? token.multiplied(by: UInt256(seconds)),
      let weight = try? time.multiplied(by: stake.denominator)
    else { return nil }
    let product = allocation.multipliedFullWidth(by: weight)
    guard product.high < stake.totalWeight else { return nil }
    return UInt256.dividing(high: product.high, low: product.low, by: stake.totalWeight)?.quotient
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place from which on a condition holds that, once it holds, holds to the end.
  func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
