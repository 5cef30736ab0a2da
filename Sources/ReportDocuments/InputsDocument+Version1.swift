import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 1: one payout asset, in which all revenue is booked.
extension InputsDocument {
  /// What stands under the key `format`.
  static let format1 = "revshare-inputs-v1"

  var version1: [UInt8] {
    precondition(terms.payouts.count == 1, "ruleset 1 has one payout asset")
    let payout = terms.payouts[0]
    let head: [JSONValue.Member] = [
      .init("format", .string(Self.format1)),
      .init("ruleset", .integer(terms.ruleset.rawValue)),
      .init("epoch", .epoch(terms.epoch)),
      .init("chain", .chain(terms.chain)),
      .init("distributor", .optional(payout.distributor?.description)),
      .init("token", .token(terms.token)),
      .init("asset", .asset(payout.asset)),
    ]
    let rest: [JSONValue.Member] = [
      .init("streams", .streams(terms.streams)),
      .init("decision", .decision(terms.decision, terms.ruleset)),
      .init("exclusions", .exclusions(terms.exclusions)),
      .init("carried", .object(JSONValue.carried(payout.carriedIn, terms.streams))),
      .init("previous", previousValue),
    ]
    return JSONValue.object(head + JSONValue.tree(payout.tree) + rest).canonicalBytes
  }

  static func terms(version1 document: JSONCursor) throws(DocumentError) -> EpochTerms {
    try document.allow([
      "format", "ruleset", "epoch", "chain", "distributor", "token", "asset", "tree", "streams",
      "decision", "exclusions", "carried", "previous",
    ])
    let ruleset = try document.ruleset(.v1)
    let streams = try document.member("streams").streams()
    let carried = try document.member("carried")
    try carried.allow(["remainder", "deficits"])
    let asset = try document.member("asset").asset()
    return EpochTerms(
      ruleset: ruleset,
      epoch: try document.member("epoch").epoch(),
      chain: try document.member("chain").chain(),
      token: try document.member("token").token(),
      payouts: [
        PayoutTerms(
          asset: asset,
          distributor: try document.member("distributor").optionalAccount(),
          tree: try document.tree(of: asset),
          carriedIn: try carried.carried(streams)
        )
      ],
      streams: streams,
      decision: try document.member("decision").decision(ruleset),
      exclusions: try document.member("exclusions").exclusions()
    )
  }
}
