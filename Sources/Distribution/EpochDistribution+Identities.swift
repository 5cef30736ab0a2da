import EVMTypes

extension EpochDistribution {
  /// Sets both sides of every identity against each other, from figures that were computed apart.
  ///
  /// - Source: docs/specification.md, section 3, "Identities".
  static func identities(
    totals: StreamTotals,
    pool: PoolFigures,
    allocation: AllocationFigures,
    paid: UInt256,
    claims: UInt256,
    parts: UInt256
  ) throws(AmountOverflow) -> [Identity] {
    [
      try Identity(
        "streams",
        left: [
          .init("entries", totals.entries),
          .init("deficitIn", SignedAmount(totals.deficitIn, isNegative: true)),
        ],
        right: [
          .init("revenue", totals.revenue),
          .init("deficitOut", SignedAmount(totals.deficitOut, isNegative: true)),
        ]
      ),
      try Identity(
        "revenue",
        left: [.init("revenue", totals.revenue)],
        right: [
          .init("retained", totals.retained), .init("contributions", totals.contributions),
        ]
      ),
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
      try Identity(
        "allocation",
        left: [
          .init("allocated", allocation.allocated), .init("remainderIn", allocation.remainderIn),
        ],
        right: [
          .init("shares", allocation.shares), .init("remainderOut", allocation.remainderOut),
        ]
      ),
      try Identity(
        "payment",
        left: [.init("shares", allocation.shares)],
        right: [.init("paid", paid)]
      ),
      try Identity(
        "claims",
        left: [.init("paid", paid)],
        right: [.init("claims", claims)]
      ),
      try Identity(
        "parts",
        left: [.init("parts", parts)],
        right: [.init("shares", allocation.shares)]
      ),
    ]
  }
}
