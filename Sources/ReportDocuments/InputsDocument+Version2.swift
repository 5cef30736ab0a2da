import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 2.
extension InputsDocument {
  /// What stands under the key `format`.
  static let format2 = "revshare-inputs-v2"

  var version2: [UInt8] {
    let start: [JSONValue.Member] = [
      .init("format", .string(Self.format2)),
      .init("ruleset", .integer(terms.ruleset.rawValue)),
      .init("epoch", .epoch(terms.epoch)),
      .init("chain", .chain(terms.chain)),
    ]
    let rest: [JSONValue.Member] = [
      .init("token", .token(terms.token)),
      .init("assets", .array(terms.assets.map(JSONValue.bookedAsset))),
      .init("payouts", .array(terms.payouts.map(JSONValue.payoutTerms))),
      .init("streams", .streams(terms.streams)),
      .init("decision", .decision(terms.decision, terms.ruleset)),
      .init("weighting", .weighting(terms.weighting)),
      .init("decidedBy", .origins(terms.origins)),
      .init("exclusions", .exclusions(terms.exclusions)),
      .init("beneficiaries", .redirections(terms.redirections)),
      .init(
        "opening",
        terms.opening.map { .object([.init("source", .string($0))]) } ?? .null
      ),
      .init(
        "carried",
        .array(
          terms.payouts.map {
            .object(
              [.init("asset", .string($0.asset.id))]
                + JSONValue.carried($0.carriedIn, terms.streams)
            )
          }
        )
      ),
      .init("previous", previousValue),
    ]
    return JSONValue.object(
      start + JSONValue.block(terms.block) + JSONValue.reconciliation(terms.reconciliation)
        + JSONValue.weightSource(terms.weightSource) + rest
    ).canonicalBytes
  }

  static func terms(version2 document: JSONCursor) throws(DocumentError) -> EpochTerms {
    try document.allow([
      "format", "ruleset", "epoch", "chain", "block", "reconciliation", "weights", "token",
      "assets", "payouts", "streams", "decision",
      "weighting", "decidedBy", "exclusions", "beneficiaries", "opening", "carried", "previous",
    ])
    let ruleset = try document.ruleset(.v2)
    let streams = try document.member("streams").streams()
    let assets = try document.member("assets").map { value throws(DocumentError) in
      try value.bookedAsset()
    }
    let payouts = try document.member("payouts")
    let carried = try document.member("carried")
    let carriedElements = try carried.elements()
    guard carriedElements.count == (try payouts.elements().count) else {
      throw carried.error("expected one element for each payout asset")
    }
    var terms: [PayoutTerms] = []
    for (payout, carried) in zip(try payouts.elements(), carriedElements) {
      try carried.allow(["asset", "remainder", "deficits"])
      terms.append(
        try payout.payoutTerms(among: assets, carriedIn: try carried.carried(streams))
      )
      guard try carried.member("asset").text() == terms.last?.asset.id else {
        throw carried.error("expected the payout assets in their order")
      }
    }
    return EpochTerms(
      ruleset: ruleset,
      epoch: try document.member("epoch").epoch(),
      chain: try document.member("chain").chain(),
      token: try document.member("token").token(),
      assets: assets,
      payouts: terms,
      streams: streams,
      decision: try document.member("decision").decision(ruleset),
      weighting: try document.member("weighting").weighting(),
      origins: try document.member("decidedBy").origins(),
      exclusions: try document.member("exclusions").exclusions(),
      redirections: try document.member("beneficiaries").redirections(),
      opening: try document.member("opening").optional { value throws(DocumentError) in
        try value.allow(["source"])
        return try value.member("source").text()
      },
      block: try document.block(),
      reconciliation: try document.reconciliationTerms(),
      weightSource: try document.weightSource()
    )
  }
}

extension JSONValue {
  /// The member `weights`, where they do not come from events as usual.
  fileprivate static func weightSource(_ source: WeightSource) -> [Member] {
    switch source {
    case .events: []
    case .given: [.init("weights", .string(source.rawValue))]
    }
  }

  fileprivate static func bookedAsset(_ asset: BookedAsset) -> JSONValue {
    .object(members(of: asset.asset) + [.init("payout", .string(asset.payout))])
  }

  fileprivate static func payoutTerms(_ payout: PayoutTerms) -> JSONValue {
    var members: [Member] = [
      .init("asset", .string(payout.asset.id)),
      .init("distributor", .optional(payout.distributor?.description)),
      .init("preset", .string(payout.tree.preset.name)),
      .init("order", .string(payout.tree.order.rawValue)),
      .init("scheme", .string(payout.scheme.rawValue)),
      .init("minimum", .amount(payout.minimum)),
    ]
    if payout.explicitProofs != PayoutTerms.explicitProofs {
      members.append(.init("explicitProofs", .integer(payout.explicitProofs)))
    }
    return .object(members)
  }
}

extension JSONCursor {
  fileprivate func weightSource() throws(DocumentError) -> WeightSource {
    guard let place = try memberIfAny("weights") else { return .events }
    guard try place.text() == WeightSource.given.rawValue else {
      throw place.error("expected given")
    }
    return .given
  }

  fileprivate func bookedAsset() throws(DocumentError) -> BookedAsset {
    try allow(["id", "symbol", "name", "decimals", "contract", "payout"])
    return BookedAsset(asset: try assetMembers(), payout: try member("payout").text())
  }

  fileprivate func payoutTerms(
    among assets: [BookedAsset],
    carriedIn: CarriedIn
  ) throws(DocumentError) -> PayoutTerms {
    try allow(["asset", "distributor", "preset", "order", "scheme", "minimum", "explicitProofs"])
    let name = try member("asset")
    let id = try name.text()
    guard let asset = assets.first(where: { $0.asset.id == id })?.asset else {
      throw name.error("no such asset")
    }
    let explicitProofs = try memberIfAny("explicitProofs")
    let limit = try explicitProofs?.count() ?? PayoutTerms.explicitProofs
    // What says nothing is not written, so that there is one form of the same terms.
    if let explicitProofs, limit == PayoutTerms.explicitProofs {
      throw explicitProofs.error("the usual number is not written")
    }
    return PayoutTerms(
      asset: asset,
      distributor: try member("distributor").optionalAccount(),
      tree: try treeMembers(of: asset),
      scheme: try member("scheme").scheme(),
      minimum: try member("minimum").amount(),
      explicitProofs: limit,
      carriedIn: carriedIn
    )
  }
}
