import Distribution
import EVMTypes

extension JSONCursor {
  func streamFigures(_ ruleset: Ruleset) throws(DocumentError) -> StreamFigures {
    let keys = [
      "id", "title", "description", "entryCount", "entries", "deficitIn", "revenue", "deficitOut",
      "poolShare", "contribution", "retained",
    ]
    var booked: [BookedAmount] = []
    switch ruleset {
    case .v1: try allow(keys)
    case .v2:
      try allow(keys + ["booked"])
      booked = try member("booked").map { value throws(DocumentError) in try value.booked() }
    }
    return StreamFigures(
      stream: try stream(),
      entryCount: try member("entryCount").count(),
      booked: booked,
      entries: try member("entries").signedAmount(),
      deficitIn: try member("deficitIn").amount(),
      revenue: try member("revenue").amount(),
      deficitOut: try member("deficitOut").amount(),
      poolShare: try member("poolShare").percentage(),
      contribution: try member("contribution").amount(),
      retained: try member("retained").amount()
    )
  }

  private func booked() throws(DocumentError) -> BookedAmount {
    try allow(["asset", "symbol", "decimals", "entryCount", "amount", "converted"])
    let decimals = try member("decimals")
    guard (0...36).contains(try decimals.count()) else { throw decimals.error("at most 36") }
    return BookedAmount(
      asset: try member("asset").text(),
      symbol: try member("symbol").text(),
      decimals: try decimals.count(),
      entryCount: try member("entryCount").count(),
      amount: try member("amount").signedAmount(),
      converted: try member("converted").signedAmount()
    )
  }

  func totals() throws(DocumentError) -> StreamTotals {
    try allow([
      "entryCount", "entries", "deficitIn", "revenue", "deficitOut", "contributions", "retained",
    ])
    return StreamTotals(
      entryCount: try member("entryCount").count(),
      entries: try member("entries").signedAmount(),
      deficitIn: try member("deficitIn").amount(),
      revenue: try member("revenue").amount(),
      deficitOut: try member("deficitOut").amount(),
      contributions: try member("contributions").amount(),
      retained: try member("retained").amount()
    )
  }

  func pool(
    _ ruleset: Ruleset,
    contributions: UInt256
  ) throws(DocumentError) -> PoolFigures {
    let keys = ["amount", "stakerShare", "allocated", "reinvested"]
    let amount = try member("amount").amount()
    let share = try member("stakerShare").percentage()
    let allocated = try member("allocated").amount()
    switch ruleset {
    case .v1:
      try allow(keys)
      return PoolFigures(
        contributions: contributions,
        amount: amount,
        stakerShare: share,
        allocated: allocated,
        reinvested: SignedAmount(try member("reinvested").amount())
      )
    case .v2:
      try allow(keys + ["contributions", "returned", "correctionCharge"])
      return PoolFigures(
        contributions: try member("contributions").amount(),
        returned: try member("returned").amount(),
        amount: amount,
        stakerShare: share,
        allocated: allocated,
        correctionCharge: try member("correctionCharge").signedAmount(),
        reinvested: try member("reinvested").signedAmount()
      )
    }
  }

  func payment() throws(DocumentError) -> PaymentFigures {
    try allow([
      "minimum", "holderCount", "shares", "accruedIn", "adjustments", "paid", "accruedOut",
      "paidCount", "belowMinimumCount",
    ])
    return PaymentFigures(
      minimum: try member("minimum").amount(),
      holderCount: try member("holderCount").count(),
      shares: try member("shares").amount(),
      accruedIn: try member("accruedIn").signedAmount(),
      adjustments: try member("adjustments").signedAmount(),
      paid: try member("paid").amount(),
      accruedOut: try member("accruedOut").signedAmount(),
      paidCount: try member("paidCount").count(),
      belowMinimumCount: try member("belowMinimumCount").count()
    )
  }

  func allocation() throws(DocumentError) -> AllocationFigures {
    try allow(["allocated", "remainderIn", "amount", "shares", "remainderOut"])
    return AllocationFigures(
      allocated: try member("allocated").amount(),
      remainderIn: try member("remainderIn").amount(),
      amount: try member("amount").amount(),
      shares: try member("shares").amount(),
      remainderOut: try member("remainderOut").amount()
    )
  }

  func stake(_ ruleset: Ruleset) throws(DocumentError) -> StakeFigures {
    let keys = ["eventCount", "holderCount", "totalWeight", "opening", "closing"]
    var denominator: UInt256 = 1
    switch ruleset {
    case .v1: try allow(keys)
    case .v2:
      try allow(keys + ["denominator"])
      denominator = try member("denominator").amount()
    }
    return StakeFigures(
      holderCount: try member("holderCount").count(),
      denominator: denominator,
      totalWeight: try member("totalWeight").amount(),
      movement: try movement(ruleset)
    )
  }

  private func movement(_ ruleset: Ruleset) throws(DocumentError) -> StakeFigures.Movement? {
    let eventCount = try member("eventCount").optional { value throws(DocumentError) in
      try value.count()
    }
    let opening = try member("opening").optional { value throws(DocumentError) in
      try value.amount()
    }
    let closing = try member("closing").optional { value throws(DocumentError) in
      try value.amount()
    }
    switch (eventCount, opening, closing, ruleset) {
    case (let eventCount?, let opening?, let closing?, _):
      return StakeFigures.Movement(eventCount: eventCount, opening: opening, closing: closing)
    case (nil, nil, nil, .v2): return nil
    default: throw error("expected eventCount, opening and closing, or null for each")
    }
  }

  func table() throws(DocumentError) -> TableFigures {
    try allow(["count", "sha256"])
    return TableFigures(
      count: try member("count").count(),
      digest: try member("sha256").contentDigest()
    )
  }

  func claims(in asset: Asset, _ ruleset: Ruleset) throws(DocumentError) -> ClaimsFigures {
    let keys = [
      "count", "total", "toFund", "preset", "order", "leafEncoding", "root", "prefixLength",
      "split",
    ]
    var scheme = ClaimScheme.perEpoch
    var before = UInt256.zero
    switch ruleset {
    case .v1: try allow(keys)
    case .v2:
      try allow(keys + ["scheme", "before", "files"])
      scheme = try member("scheme").scheme()
      before = try member("before").amount()
    }
    let tree = try treeMembers(of: asset)
    let encoding = try member("leafEncoding")
    let types = try encoding.map { value throws(DocumentError) in try value.text() }
    guard types == tree.preset.leafTypes else {
      throw encoding.error("expected \(tree.preset.leafTypes.joined(separator: ", "))")
    }
    let length = try member("prefixLength")
    guard try length.count() <= 8 else { throw length.error("at most 8") }
    return ClaimsFigures(
      count: try member("count").count(),
      total: try member("total").amount(),
      toFund: try member("toFund").amount(),
      scheme: scheme,
      before: before,
      tree: tree,
      root: try member("root").optional { value throws(DocumentError) in try value.digest() },
      partition: ClaimPartition(
        prefixLength: try length.count(),
        split: try member("split").map { value throws(DocumentError) in try value.text() },
        holdsRanges: try holdsRanges()
      )
    )
  }

  private func holdsRanges() throws(DocumentError) -> Bool {
    guard let files = try memberIfAny("files") else { return false }
    guard try files.text() == ClaimsFigures.ranges else {
      throw files.error("expected \(ClaimsFigures.ranges), or no such member")
    }
    return true
  }

  func identity() throws(DocumentError) -> Identity {
    try allow(["name", "left", "right", "leftTotal", "rightTotal"])
    let identity: Identity
    do {
      identity = try Identity(
        try member("name").text(),
        left: try member("left").terms(),
        right: try member("right").terms()
      )
    } catch let cause as DocumentError {
      throw cause
    } catch {
      throw self.error("a side does not fit in 256 bits")
    }
    guard identity.leftTotal == (try member("leftTotal").signedAmount()),
      identity.rightTotal == (try member("rightTotal").signedAmount())
    else { throw error("the terms do not add up to the totals") }
    return identity
  }

  private func terms() throws(DocumentError) -> [Identity.Term] {
    try map { value throws(DocumentError) in
      try value.allow(["name", "amount"])
      return Identity.Term(
        try value.member("name").text(),
        try value.member("amount").signedAmount()
      )
    }
  }
}
