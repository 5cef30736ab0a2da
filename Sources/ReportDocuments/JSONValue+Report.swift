import Distribution
import EVMTypes
import StrictJSON

// How the figures of a report are written; `JSONCursor+Report.swift` reads them again.

extension JSONValue {
  static func streamFigures(_ figures: StreamFigures, _ ruleset: Ruleset) -> JSONValue {
    let booked: [Member] =
      switch ruleset {
      case .v1: []
      case .v2: [.init("booked", .array(figures.booked.map(JSONValue.booked)))]
      }
    return .object(
      stream(figures.stream) + [.init("entryCount", .integer(figures.entryCount))] + booked + [
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

  private static func booked(_ booked: BookedAmount) -> JSONValue {
    .object([
      .init("asset", .string(booked.asset)),
      .init("symbol", .string(booked.symbol)),
      .init("decimals", .integer(booked.decimals)),
      .init("entryCount", .integer(booked.entryCount)),
      .init("amount", .amount(booked.amount)),
      .init("converted", .amount(booked.converted)),
    ])
  }

  static func totals(_ totals: StreamTotals) -> JSONValue {
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

  static func pool(_ pool: PoolFigures, _ ruleset: Ruleset) -> JSONValue {
    let amount = Member("amount", .amount(pool.amount))
    let share = Member("stakerShare", .percentage(pool.stakerShare))
    let allocated = Member("allocated", .amount(pool.allocated))
    let reinvested = Member("reinvested", .amount(pool.reinvested))
    switch ruleset {
    case .v1: return .object([amount, share, allocated, reinvested])
    case .v2:
      return .object([
        .init("contributions", .amount(pool.contributions)),
        .init("returned", .amount(pool.returned)), amount, share, allocated,
        .init("correctionCharge", .amount(pool.correctionCharge)), reinvested,
      ])
    }
  }

  static func payment(_ payment: PaymentFigures) -> JSONValue {
    .object([
      .init("minimum", .amount(payment.minimum)),
      .init("holderCount", .integer(payment.holderCount)),
      .init("shares", .amount(payment.shares)),
      .init("accruedIn", .amount(payment.accruedIn)),
      .init("adjustments", .amount(payment.adjustments)),
      .init("paid", .amount(payment.paid)),
      .init("accruedOut", .amount(payment.accruedOut)),
      .init("paidCount", .integer(payment.paidCount)),
      .init("belowMinimumCount", .integer(payment.belowMinimumCount)),
    ])
  }

  static func allocation(_ allocation: AllocationFigures) -> JSONValue {
    .object([
      .init("allocated", .amount(allocation.allocated)),
      .init("remainderIn", .amount(allocation.remainderIn)),
      .init("amount", .amount(allocation.amount)),
      .init("shares", .amount(allocation.shares)),
      .init("remainderOut", .amount(allocation.remainderOut)),
    ])
  }

  static func stake(_ stake: StakeFigures, _ ruleset: Ruleset) -> JSONValue {
    let denominator: [Member] =
      switch ruleset {
      case .v1: []
      case .v2: [.init("denominator", .amount(stake.denominator))]
      }
    return .object(
      [
        .init("eventCount", stake.movement.map { .integer($0.eventCount) } ?? .null),
        .init("holderCount", .integer(stake.holderCount)),
      ] + denominator + [
        .init("totalWeight", .amount(stake.totalWeight)),
        .init("opening", .optional((stake.movement?.opening).map { "\($0)" })),
        .init("closing", .optional((stake.movement?.closing).map { "\($0)" })),
      ]
    )
  }

  static func table(_ table: TableFigures) -> JSONValue {
    .object([
      .init("count", .integer(table.count)), .init("sha256", .string(table.digest.description)),
    ])
  }

  static func claims(_ claims: ClaimsFigures, _ ruleset: Ruleset) -> JSONValue {
    let scheme: [Member] =
      switch ruleset {
      case .v1: []
      case .v2:
        [
          .init("scheme", .string(claims.scheme.rawValue)),
          .init("before", .amount(claims.before)),
        ]
      }
    let head: [Member] = [
      .init("count", .integer(claims.count)),
      .init("total", .amount(claims.total)),
      .init("toFund", .amount(claims.toFund)),
    ]
    let rest: [Member] = [
      .init("preset", .string(claims.tree.preset.name)),
      .init("order", .string(claims.tree.order.rawValue)),
      .init("leafEncoding", .array(claims.tree.preset.leafTypes.map { .string($0) })),
      .init("root", .optional(claims.root?.description)),
      .init("prefixLength", .integer(claims.partition.prefixLength)),
      .init("split", .array(claims.partition.split.map { .string($0) })),
    ]
    let files: [Member] =
      claims.partition.holdsRanges ? [.init("files", .string(ClaimsFigures.ranges))] : []
    return .object(head + scheme + rest + files)
  }

  static func identity(_ identity: Identity) -> JSONValue {
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
