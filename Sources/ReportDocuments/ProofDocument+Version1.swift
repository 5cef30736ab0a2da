import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 1: the claim stands in the holder's row.
extension ProofDocument {
  static let format1 = "revshare-proof-v1"

  var version1: JSONValue {
    guard let holder else { preconditionFailure("under ruleset 1 a claim is its holder's") }
    let head: [JSONValue.Member] = [
      .init("format", .string(Self.format1)),
      .init("epoch", .epoch(terms.epoch)),
      .init("chain", .chain(terms.chain)),
      .init("distributor", .optional(terms.distributor?.description)),
      .init("asset", .asset(terms.asset)),
    ]
    let rest: [JSONValue.Member] = [
      .init("root", .optional(root?.description)),
      .init("allocation", .amount(allocation)),
      .init("totalWeight", .amount(totalWeight)),
      .init("holder", .holder1(holder, claim: claim)),
      .init("parts", .parts(parts)),
    ]
    return .object(head + JSONValue.tree(terms.tree) + rest)
  }

  init(version1 document: JSONCursor) throws(DocumentError) {
    try document.allow([
      "format", "epoch", "chain", "distributor", "asset", "tree", "root", "allocation",
      "totalWeight", "holder", "parts",
    ])
    let asset = try document.member("asset").asset()
    let (holder, claim) = try document.member("holder").holder1()
    self.init(
      terms: Terms(
        ruleset: .v1,
        epoch: try document.member("epoch").epoch(),
        chain: try document.member("chain").chain(),
        token: nil,
        weighting: .plain,
        asset: asset,
        distributor: try document.member("distributor").optionalAccount(),
        tree: try document.tree(of: asset),
        scheme: .perEpoch,
        minimum: .zero
      ),
      root: try document.member("root").optional { value throws(DocumentError) in
        try value.digest()
      },
      allocation: try document.member("allocation").amount(),
      totalWeight: try document.member("totalWeight").amount(),
      sums: nil,
      account: holder.share.account,
      holder: holder,
      parts: try document.member("parts").parts(),
      claim: claim
    )
  }
}
