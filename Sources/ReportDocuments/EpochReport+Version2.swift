import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 2: the figures of each payout asset stand in `assets`.
extension EpochReport {
  /// What stands under the key `format`.
  static let format2 = "revshare-report-v2"

  var version2: [UInt8] {
    let start: [JSONValue.Member] = [
      .init("format", .string(Self.format2)),
      .init("ruleset", .integer(ruleset.rawValue)),
      .init("epoch", .epoch(epoch)),
      .init("chain", .chain(chain)),
    ]
    let rest: [JSONValue.Member] = [
      .init("token", .token(token)),
      .init("decision", .decision(decision, ruleset)),
      .init("weighting", .weighting(weighting)),
      .init("decidedBy", .origins(origins)),
      .init("stake", .stake(stake, ruleset)),
      .init("exclusions", .exclusions(exclusions)),
      .init("beneficiaries", .redirections(redirections)),
      .init("openingLots", borders.openingLots.map(JSONValue.table) ?? .null),
      .init("closingLots", borders.closingLots.map(JSONValue.table) ?? .null),
      .init("openingBalances", borders.openingBalances.map(JSONValue.table) ?? .null),
      .init("closingBalances", borders.closingBalances.map(JSONValue.table) ?? .null),
      .init("assets", .array(payouts.map { .payout($0, ruleset) })),
    ]
    return JSONValue.object(
      start + JSONValue.block(block) + rest + JSONValue.reconciliation(reconciliation)
    ).canonicalBytes
  }

  init(version2 document: JSONCursor) throws(DocumentError) {
    try document.allow([
      "format", "ruleset", "epoch", "chain", "block", "token", "decision", "weighting", "decidedBy",
      "stake",
      "exclusions", "beneficiaries", "openingLots", "closingLots", "openingBalances",
      "closingBalances", "assets", "reconciliation",
    ])
    let ruleset = try document.ruleset(.v2)
    let assets = try document.member("assets")
    let payouts = try assets.map { value throws(DocumentError) in try value.payout(ruleset) }
    guard !payouts.isEmpty else { throw assets.error("expected at least one payout asset") }
    self.init(
      ruleset: ruleset,
      epoch: try document.member("epoch").epoch(),
      chain: try document.member("chain").chain(),
      token: try document.member("token").token(),
      decision: try document.member("decision").decision(ruleset),
      weighting: try document.member("weighting").weighting(),
      origins: try document.member("decidedBy").origins(),
      stake: try document.member("stake").stake(ruleset),
      exclusions: try document.member("exclusions").exclusions(),
      redirections: try document.member("beneficiaries").redirections(),
      borders: Borders(
        openingLots: try document.member("openingLots").optional { value throws(DocumentError) in
          try value.table()
        },
        closingLots: try document.member("closingLots").optional { value throws(DocumentError) in
          try value.table()
        },
        openingBalances: try document.member("openingBalances").table(),
        closingBalances: try document.member("closingBalances").table()
      ),
      payouts: payouts,
      block: try document.block(),
      reconciliation: try document.reconciliation()
    )
  }
}

extension JSONValue {
  fileprivate static func payout(_ payout: PayoutReport, _ ruleset: Ruleset) -> JSONValue {
    .object([
      .init("asset", .asset(payout.asset)),
      .init("distributor", .optional(payout.distributor?.description)),
      .init("streams", .array(payout.streams.map { .streamFigures($0, ruleset) })),
      .init("totals", .totals(payout.totals)),
      .init("pool", .pool(payout.pool, ruleset)),
      .init("allocation", .allocation(payout.allocation)),
      .init("payment", .payment(payout.payment)),
      .init("yieldPerThousand", .optional(payout.yieldPerThousand?.description)),
      .init("claims", .claims(payout.claims, ruleset)),
      .init("identities", .array(payout.identities.map(JSONValue.identity))),
    ])
  }
}

extension JSONCursor {
  fileprivate func payout(_ ruleset: Ruleset) throws(DocumentError) -> PayoutReport {
    try allow([
      "asset", "distributor", "streams", "totals", "pool", "allocation", "payment",
      "yieldPerThousand", "claims", "identities",
    ])
    let asset = try member("asset").asset()
    let totals = try member("totals").totals()
    return PayoutReport(
      asset: asset,
      distributor: try member("distributor").optionalAccount(),
      streams: try member("streams").map { value throws(DocumentError) in
        try value.streamFigures(ruleset)
      },
      totals: totals,
      pool: try member("pool").pool(ruleset, contributions: totals.contributions),
      allocation: try member("allocation").allocation(),
      payment: try member("payment").payment(),
      yieldPerThousand: try member("yieldPerThousand").optional { value throws(DocumentError) in
        try value.amount()
      },
      claims: try member("claims").claims(in: asset, ruleset),
      identities: try member("identities").map { value throws(DocumentError) in
        try value.identity()
      }
    )
  }
}
