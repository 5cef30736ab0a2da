import Distribution
import EVMTypes
import StrictJSON

/// The document of ruleset 2: an account can be a holder, have a claim, or both.
extension ProofDocument {
  static let format2 = "revshare-proof-v2"

  var version2: JSONValue {
    .object([
      .init("format", .string(Self.format2)),
      .init("epoch", .epoch(terms.epoch)),
      .init("chain", .chain(terms.chain)),
      .init("token", terms.token.map(JSONValue.token) ?? .null),
      .init("weighting", .weighting(terms.weighting)),
      .init("asset", .asset(terms.asset)),
      .init("distributor", .optional(terms.distributor?.description)),
      .init("preset", .string(terms.tree.preset.name)),
      .init("order", .string(terms.tree.order.rawValue)),
      .init("scheme", .string(terms.scheme.rawValue)),
      .init("minimum", .amount(terms.minimum)),
      .init("root", .optional(root?.description)),
      .init("sums", .sums(sums)),
      .init("allocation", .amount(allocation)),
      .init("totalWeight", .amount(totalWeight)),
      .init("account", .account(account)),
      .init("holder", holder.map(JSONValue.holder2) ?? .null),
      .init("parts", .parts(parts)),
      .init("claim", claim.map(JSONValue.claim2) ?? .null),
    ])
  }

  init(version2 document: JSONCursor) throws(DocumentError) {
    try document.allow([
      "format", "epoch", "chain", "token", "weighting", "asset", "distributor", "preset", "order",
      "scheme", "minimum", "root", "sums", "allocation", "totalWeight", "account", "holder",
      "parts", "claim",
    ])
    let asset = try document.member("asset").asset()
    let place = try document.member("account")
    let account = try place.account()
    let holder = try document.member("holder").optional { value throws(DocumentError) in
      try value.holder2()
    }
    let claim = try document.member("claim").optional { value throws(DocumentError) in
      try value.claim2()
    }
    guard holder.map({ $0.share.account == account }) ?? true,
      claim.map({ $0.account == account }) ?? true
    else { throw place.error("holder and claim are not of this account") }
    self.init(
      terms: Terms(
        ruleset: .v2,
        epoch: try document.member("epoch").epoch(),
        chain: try document.member("chain").chain(),
        token: try document.member("token").optional { value throws(DocumentError) in
          try value.token()
        },
        weighting: try document.member("weighting").weighting(),
        asset: asset,
        distributor: try document.member("distributor").optionalAccount(),
        tree: try document.treeMembers(of: asset),
        scheme: try document.member("scheme").scheme(),
        minimum: try document.member("minimum").amount()
      ),
      root: try document.member("root").optional { value throws(DocumentError) in
        try value.digest()
      },
      allocation: try document.member("allocation").amount(),
      totalWeight: try document.member("totalWeight").amount(),
      // A file that was kept before there was a sum tree has no such member.
      sums: try document.memberIfAny("sums")?.optional { value throws(DocumentError) in
        try value.sums()
      },
      account: account,
      holder: holder,
      parts: try document.member("parts").parts(),
      claim: claim
    )
  }
}
