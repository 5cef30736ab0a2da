import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 1: one payout asset, whose figures stand at the top.
extension EpochReport {
  /// What stands under the key `format`.
  static let format1 = "revshare-report-v1"

  var version1: [UInt8] {
    precondition(payouts.count == 1, "ruleset 1 has one payout asset")
    let payout = payouts[0]
    return JSONValue.object([
      .init("format", .string(Self.format1)),
      .init("ruleset", .integer(ruleset.rawValue)),
      .init("epoch", .epoch(epoch)),
      .init("chain", .chain(chain)),
      .init("distributor", .optional(payout.distributor?.description)),
      .init("token", .token(token)),
      .init("asset", .asset(payout.asset)),
      .init("decision", .decision(decision, ruleset)),
      .init("streams", .array(payout.streams.map { .streamFigures($0, ruleset) })),
      .init("totals", .totals(payout.totals)),
      .init("pool", .pool(payout.pool, ruleset)),
      .init("allocation", .allocation(payout.allocation)),
      .init("stake", .stake(stake, ruleset)),
      .init("exclusions", .exclusions(exclusions)),
      .init("openingLots", borders.openingLots.map(JSONValue.table) ?? .null),
      .init("closingLots", borders.closingLots.map(JSONValue.table) ?? .null),
      .init("claims", .claims(payout.claims, ruleset)),
      .init("identities", .array(payout.identities.map(JSONValue.identity))),
    ]).canonicalBytes
  }

  init(version1 document: JSONCursor) throws(DocumentError) {
    try document.allow([
      "format", "ruleset", "epoch", "chain", "distributor", "token", "asset", "decision", "streams",
      "totals", "pool", "allocation", "stake", "exclusions", "openingLots", "closingLots", "claims",
      "identities",
    ])
    let ruleset = try document.ruleset(.v1)
    let asset = try document.member("asset").asset()
    let totals = try document.member("totals").totals()
    let allocation = try document.member("allocation").allocation()
    let claims = try document.member("claims").claims(in: asset, ruleset)
    let stake = try document.member("stake").stake(ruleset)
    self.init(
      ruleset: ruleset,
      epoch: try document.member("epoch").epoch(),
      chain: try document.member("chain").chain(),
      token: try document.member("token").token(),
      decision: try document.member("decision").decision(ruleset),
      stake: stake,
      exclusions: try document.member("exclusions").exclusions(),
      borders: Borders(
        openingLots: try document.member("openingLots").table(),
        closingLots: try document.member("closingLots").table(),
        openingBalances: nil,
        closingBalances: nil
      ),
      payouts: [
        PayoutReport(
          asset: asset,
          distributor: try document.member("distributor").optionalAccount(),
          streams: try document.member("streams").map { value throws(DocumentError) in
            try value.streamFigures(ruleset)
          },
          totals: totals,
          pool: try document.member("pool").pool(ruleset, contributions: totals.contributions),
          allocation: allocation,
          payment: PaymentFigures(
            minimum: .zero,
            holderCount: stake.holderCount,
            shares: allocation.shares,
            accruedIn: .zero,
            adjustments: .zero,
            paid: allocation.shares,
            accruedOut: .zero,
            paidCount: claims.count,
            belowMinimumCount: 0
          ),
          yieldPerThousand: nil,
          claims: claims,
          identities: try document.member("identities").map { value throws(DocumentError) in
            try value.identity()
          }
        )
      ]
    )
  }
}
