import EVMTypes

extension PayoutDistribution {
  /// Sets both sides of every identity against each other, from figures that were computed apart.
  ///
  /// - Source: docs/specification.md, sections 3, "Identities", and 8.10.
  static func identities(
    under ruleset: Ruleset,
    totals: StreamTotals,
    pool: PoolFigures,
    allocation: AllocationFigures,
    payment: PaymentFigures,
    claims: [AccountClaim],
    parts: UInt256
  ) throws(AmountOverflow) -> [Identity] {
    let claimed = try sum(of: claims.lazy.map(\.amount))
    let before = try sum(of: claims.lazy.map(\.before))
    let streams = try Identity(
      "streams",
      left: [.init("entries", totals.entries), .init("deficitIn", taken: totals.deficitIn)],
      right: [.init("revenue", totals.revenue), .init("deficitOut", taken: totals.deficitOut)]
    )
    let revenue = try Identity(
      "revenue",
      left: [.init("revenue", totals.revenue)],
      right: [.init("retained", totals.retained), .init("contributions", totals.contributions)]
    )
    let divided = try Identity(
      "allocation",
      left: [
        .init("allocated", allocation.allocated), .init("remainderIn", allocation.remainderIn),
      ],
      right: [.init("shares", allocation.shares), .init("remainderOut", allocation.remainderOut)]
    )
    let split = try Identity(
      "parts",
      left: [.init("parts", parts)],
      right: [.init("shares", allocation.shares)]
    )
    switch ruleset {
    case .v1:
      return [
        streams, revenue,
        try Identity(
          "contributions",
          left: [.init("contributions", totals.contributions)],
          right: [.init("pool", pool.amount)]
        ),
        try Identity(
          "pool",
          left: [.init("pool", pool.amount)],
          right: [.init("allocated", pool.allocated), .init("reinvested", pool.reinvested)]
        ),
        divided,
        try Identity(
          "payment",
          left: [.init("shares", payment.shares)],
          right: [.init("paid", payment.paid)]
        ),
        try Identity(
          "claims",
          left: [.init("paid", payment.paid)],
          right: [.init("claims", claimed)]
        ),
        split,
      ]
    case .v2:
      return [
        streams, revenue,
        try Identity(
          "collection",
          left: [.init("contributions", totals.contributions), .init("returned", pool.returned)],
          right: [.init("pool", pool.amount)]
        ),
        try Identity(
          "pool",
          left: [.init("pool", pool.amount)],
          right: [
            .init("allocated", pool.allocated), .init("reinvested", pool.reinvested),
            .init("correctionCharge", pool.correctionCharge),
          ]
        ),
        divided,
        try Identity(
          "payment",
          left: [
            .init("shares", payment.shares), .init("accruedIn", payment.accruedIn),
            .init("adjustments", payment.adjustments),
          ],
          right: [.init("paid", payment.paid), .init("accruedOut", payment.accruedOut)]
        ),
        try Identity(
          "claims",
          left: [.init("claims", claimed), .init("before", taken: before)],
          right: [.init("paid", payment.paid)]
        ),
        split,
      ]
    }
  }
}

extension Identity.Term {
  /// A figure that is taken off.
  fileprivate init(_ name: String, taken amount: UInt256) {
    self.init(name, SignedAmount(amount, isNegative: true))
  }
}
