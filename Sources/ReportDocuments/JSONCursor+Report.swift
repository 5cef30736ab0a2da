import Distribution
import EVMTypes

extension JSONCursor {
  func streamFigures() throws(DocumentError) -> StreamFigures {
    try allow([
      "id", "title", "description", "entryCount", "entries", "deficitIn", "revenue", "deficitOut",
      "poolShare", "contribution", "retained",
    ])
    return StreamFigures(
      stream: try stream(),
      entryCount: try member("entryCount").count(),
      entries: try member("entries").signedAmount(),
      deficitIn: try member("deficitIn").amount(),
      revenue: try member("revenue").amount(),
      deficitOut: try member("deficitOut").amount(),
      poolShare: try member("poolShare").percentage(),
      contribution: try member("contribution").amount(),
      retained: try member("retained").amount()
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

  func pool() throws(DocumentError) -> PoolFigures {
    try allow(["amount", "stakerShare", "allocated", "reinvested"])
    return PoolFigures(
      amount: try member("amount").amount(),
      stakerShare: try member("stakerShare").percentage(),
      allocated: try member("allocated").amount(),
      reinvested: try member("reinvested").amount()
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

  func stake() throws(DocumentError) -> StakeFigures {
    try allow(["eventCount", "holderCount", "totalWeight", "opening", "closing"])
    return StakeFigures(
      eventCount: try member("eventCount").count(),
      holderCount: try member("holderCount").count(),
      totalWeight: try member("totalWeight").amount(),
      opening: try member("opening").amount(),
      closing: try member("closing").amount()
    )
  }

  func lots() throws(DocumentError) -> LotsFigures {
    try allow(["count", "sha256"])
    return LotsFigures(
      count: try member("count").count(),
      digest: try member("sha256").contentDigest()
    )
  }

  func claims(in asset: Asset) throws(DocumentError) -> ClaimsFigures {
    try allow([
      "count", "total", "toFund", "preset", "order", "leafEncoding", "root", "prefixLength",
      "split",
    ])
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
      tree: tree,
      root: try member("root").optional { value throws(DocumentError) in try value.digest() },
      partition: ClaimPartition(
        prefixLength: try length.count(),
        split: try member("split").map { value throws(DocumentError) in try value.text() }
      )
    )
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
