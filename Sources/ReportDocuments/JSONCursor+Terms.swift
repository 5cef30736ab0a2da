import ClaimVerifier
import Distribution
import EVMTypes

extension JSONCursor {
  /// The member `ruleset`, which each version of a document has one of.
  func ruleset(_ expected: Ruleset) throws(DocumentError) -> Ruleset {
    let number = try member("ruleset")
    guard try number.count() == expected.rawValue else {
      throw number.error("this version of the document is that of ruleset \(expected.rawValue)")
    }
    return expected
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
    return try assetMembers()
  }

  func assetMembers() throws(DocumentError) -> Asset {
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
      contract: try member("contract").optionalAccount()
    )
  }

  /// The member `tree`; the default one where it is left out, which it has to be for that.
  func tree(of asset: Asset) throws(DocumentError) -> TreeTerms {
    guard let cursor = try memberIfAny("tree") else { return .standard }
    try cursor.allow(["preset", "order"])
    let tree = try cursor.treeMembers(of: asset)
    guard tree != .standard else { throw cursor.error("the default tree is not written") }
    return tree
  }

  /// The members `preset` and `order`.
  func treeMembers(of asset: Asset) throws(DocumentError) -> TreeTerms {
    let name = try member("preset")
    guard let preset = TreePreset(name: try name.text()) else {
      throw name.error("expected one of \(TreePreset.allNames)")
    }
    let word = try member("order")
    guard let order = ClaimOrder(rawValue: try word.text()) else {
      throw word.error("expected one of \(ClaimOrder.allNames)")
    }
    guard let tree = TreeTerms(preset, order, of: asset) else {
      throw name.error("a \(preset.name) leaf holds the token, but the asset has no contract")
    }
    return tree
  }

  func stream() throws(DocumentError) -> Stream {
    Stream(
      id: try member("id").text(),
      title: try member("title").text(),
      description: try member("description").text()
    )
  }

  func decision(_ ruleset: Ruleset) throws(DocumentError) -> Decision {
    let keys = [
      "id", "title", "decidedAt", "effectiveEpoch", "stakerShare", "poolShares", "rationale",
      "link",
      "tally", "quorum", "retroactive",
    ]
    var vote: Vote?
    switch ruleset {
    case .v1: try allow(keys)
    case .v2:
      try allow(keys + ["vote"])
      vote = try member("vote").optional { value throws(DocumentError) in try value.vote() }
    }
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
      },
      vote: vote
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

  func exclusions() throws(DocumentError) -> [Exclusion] {
    try map { value throws(DocumentError) in
      try value.allow(["account", "reason"])
      return Exclusion(
        account: try value.member("account").account(),
        reason: try value.member("reason").text()
      )
    }
  }

  func optionalAccount() throws(DocumentError) -> Address? {
    try optional { value throws(DocumentError) in try value.account() }
  }
}
