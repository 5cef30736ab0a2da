import Distribution
import EVMTypes
import StrictJSON

extension EpochReport {
  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("ruleset", .integer(ruleset.rawValue)),
      .init("epoch", .epoch(epoch)),
      .init("chain", .chain(chain)),
      .init("distributor", .optional(distributor?.description)),
      .init("token", .token(token)),
      .init("asset", .asset(asset)),
      .init("decision", .decision(decision)),
      .init("streams", .array(streams.map(JSONValue.streamFigures))),
      .init("totals", .totals(totals)),
      .init("pool", .pool(pool)),
      .init("allocation", .allocation(allocation)),
      .init("stake", .stake(stake)),
      .init("exclusions", .exclusions(exclusions)),
      .init("openingLots", .lots(openingLots)),
      .init("closingLots", .lots(closingLots)),
      .init("claims", .claims(claims)),
      .init("identities", .array(identities.map(JSONValue.identity))),
    ]).canonicalBytes
  }
}

extension JSONValue {
  fileprivate static func streamFigures(_ figures: StreamFigures) -> JSONValue {
    .object(
      stream(figures.stream) + [
        .init("entryCount", .integer(figures.entryCount)),
        .init("entries", .amount(figures.entries)),
        .init("deficitIn", .amount(figures.deficitIn)),
        .init("revenue", .amount(figures.revenue)),
        .init("deficitOut", .amount(figures.deficitOut)),
        .init("poolShare", .percentage(figures.poolShare)),
        .init("contribution", .amount(figures.contribution)),
        .init("retained", .amount(figures.retained)),
      ]
    )
  }

  fileprivate static func totals(_ totals: StreamTotals) -> JSONValue {
    .object([
      .init("entryCount", .integer(totals.entryCount)),
      .init("entries", .amount(totals.entries)),
      .init("deficitIn", .amount(totals.deficitIn)),
      .init("revenue", .amount(totals.revenue)),
      .init("deficitOut", .amount(totals.deficitOut)),
      .init("contributions", .amount(totals.contributions)),
      .init("retained", .amount(totals.retained)),
    ])
  }

  fileprivate static func pool(_ pool: PoolFigures) -> JSONValue {
    .object([
      .init("amount", .amount(pool.amount)),
      .init("stakerShare", .percentage(pool.stakerShare)),
      .init("allocated", .amount(pool.allocated)),
      .init("reinvested", .amount(pool.reinvested)),
    ])
  }

  fileprivate static func allocation(_ allocation: AllocationFigures) -> JSONValue {
    .object([
      .init("allocated", .amount(allocation.allocated)),
      .init("remainderIn", .amount(allocation.remainderIn)),
      .init("amount", .amount(allocation.amount)),
      .init("shares", .amount(allocation.shares)),
      .init("remainderOut", .amount(allocation.remainderOut)),
    ])
  }

  fileprivate static func stake(_ stake: StakeFigures) -> JSONValue {
    .object([
      .init("eventCount", .integer(stake.eventCount)),
      .init("holderCount", .integer(stake.holderCount)),
      .init("totalWeight", .amount(stake.totalWeight)),
      .init("opening", .amount(stake.opening)),
      .init("closing", .amount(stake.closing)),
    ])
  }

  fileprivate static func lots(_ lots: LotsFigures) -> JSONValue {
    .object([
      .init("count", .integer(lots.count)), .init("sha256", .string(lots.digest.description)),
    ])
  }

  fileprivate static func claims(_ claims: ClaimsFigures) -> JSONValue {
    .object([
      .init("count", .integer(claims.count)),
      .init("total", .amount(claims.total)),
      .init("toFund", .amount(claims.toFund)),
      .init("preset", .string(claims.tree.preset.name)),
      .init("order", .string(claims.tree.order.rawValue)),
      .init("leafEncoding", .array(claims.tree.preset.leafTypes.map { .string($0) })),
      .init("root", .optional(claims.root?.description)),
      .init("prefixLength", .integer(claims.partition.prefixLength)),
      .init("split", .array(claims.partition.split.map { .string($0) })),
    ])
  }

  fileprivate static func identity(_ identity: Identity) -> JSONValue {
    let side = { (terms: [Identity.Term]) in
      JSONValue.array(
        terms.map {
          .object([.init("name", .string($0.name)), .init("amount", .amount($0.amount))])
        }
      )
    }
    return .object([
      .init("name", .string(identity.name)),
      .init("left", side(identity.left)),
      .init("right", side(identity.right)),
      .init("leftTotal", .amount(identity.leftTotal)),
      .init("rightTotal", .amount(identity.rightTotal)),
    ])
  }
}
