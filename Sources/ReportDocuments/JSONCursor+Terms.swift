import Distribution
import EVMTypes

extension JSONCursor {
  func ruleset() throws(DocumentError) -> Ruleset {
    guard let ruleset = Ruleset(rawValue: try count()) else {
      throw error("a ruleset that this version of revshare does not know")
    }
    return ruleset
  }

  func epoch() throws(DocumentError) -> Epoch {
    try allow(["number", "start", "end"])
    return Epoch(
      number: try member("number").count(),
      start: try member("start").timestamp(),
      end: try member("end").timestamp()
    )
  }

  func chain() throws(DocumentError) -> Chain {
    try allow(["id", "name"])
    return Chain(id: UInt64(try member("id").count()), name: try member("name").text())
  }

  func token() throws(DocumentError) -> Token {
    try allow(["symbol", "name", "decimals", "contract"])
    return try tokenMembers()
  }

  func asset() throws(DocumentError) -> Asset {
    try allow(["id", "symbol", "name", "decimals", "contract"])
    let id = try member("id")
    guard Identifier.isValidAsset(try id.text()) else { throw id.error("not an asset's name") }
    return Asset(id: try id.text(), token: try tokenMembers())
  }

  private func tokenMembers() throws(DocumentError) -> Token {
    let decimals = try member("decimals")
    guard (0...36).contains(try decimals.count()) else { throw decimals.error("at most 36") }
    return Token(
      symbol: try member("symbol").text(),
      name: try member("name").text(),
      decimals: try decimals.count(),
      contract: try member("contract").optional { value throws(DocumentError) in
        try value.account()
      }
    )
  }

  func stream() throws(DocumentError) -> Stream {
    Stream(
      id: try member("id").text(),
      title: try member("title").text(),
      description: try member("description").text()
    )
  }

  func decision() throws(DocumentError) -> Decision {
    try allow([
      "id", "title", "decidedAt", "effectiveEpoch", "stakerShare", "poolShares", "rationale",
      "link",
      "tally", "quorum", "retroactive",
    ])
    return Decision(
      id: try member("id").text(),
      title: try member("title").text(),
      decidedAt: try member("decidedAt").timestamp(),
      effectiveEpoch: try member("effectiveEpoch").count(),
      stakerShare: try member("stakerShare").percentage(),
      poolShares: try member("poolShares").map { value throws(DocumentError) in
        try value.poolShare()
      },
      rationale: try member("rationale").text(),
      link: try member("link").text(),
      tally: try member("tally").map { value throws(DocumentError) in try value.tallyLine() },
      quorum: try member("quorum").optional { value throws(DocumentError) in try value.text() },
      retroactive: try member("retroactive").optional { value throws(DocumentError) in
        try value.text()
      }
    )
  }

  private func poolShare() throws(DocumentError) -> PoolShare {
    try allow(["stream", "share"])
    return PoolShare(stream: try member("stream").text(), share: try member("share").percentage())
  }

  private func tallyLine() throws(DocumentError) -> TallyLine {
    try allow(["choice", "votes"])
    return TallyLine(choice: try member("choice").text(), votes: try member("votes").text())
  }

  func exclusion() throws(DocumentError) -> Exclusion {
    try allow(["account", "reason"])
    return Exclusion(account: try member("account").account(), reason: try member("reason").text())
  }
}
