import Distribution
import EVMTypes
import MerkleClaims
import StrictJSON

/// The document of ruleset 1: each claim stands in its holder's row.
extension ClaimsDocument {
  /// What stands under the key `format`.
  static let format1 = "revshare-claims-v1"
}

extension JSONValue {
  static func holder1(_ holder: ExplainedHolder, claim: ProvenClaim?) -> JSONValue {
    .object([
      .init("account", .account(holder.share.account)),
      .init("weight", .amount(holder.share.weight)),
      .init("share", .amount(holder.share.share)),
      .init("paid", .amount(holder.share.paid)),
      .init("stakes", stakes(holder.explanation)),
      .init("claim", claim.map { .object(claimMembers($0)) } ?? .null),
    ])
  }

  private static func stakes(_ explanation: ExplainedHolder.Explanation) -> JSONValue {
    guard case .intervals(let intervals) = explanation else {
      preconditionFailure("ruleset 1 explains by intervals")
    }
    return .array(
      intervals.map {
        .object([
          .init("from", .time($0.from)), .init("to", .time($0.to)),
          .init("amount", .amount($0.amount)),
        ])
      }
    )
  }

  private static func claimMembers(_ claim: ProvenClaim) -> [Member] {
    [
      .init("index", .integer(claim.proof.index)),
      .init("amount", .amount(claim.proof.claim.amount)),
    ] + proof(claim.proof)
  }

  /// The members `leaf`, `leafHash` and `proof`.
  static func proof(_ proof: ClaimProof) -> [Member] {
    [
      .init("leaf", .integer(proof.leaf)),
      .init("leafHash", .string(proof.leafHash.description)),
      .init("proof", .array(proof.siblings.map { .string($0.description) })),
    ]
  }
}

extension JSONCursor {
  func holder1() throws(DocumentError) -> (holder: ExplainedHolder, claim: ProvenClaim?) {
    try allow(["account", "weight", "share", "paid", "stakes", "claim"])
    let account = try member("account").account()
    let share = HolderShare(
      account: account,
      weight: try member("weight").amount(),
      share: try member("share").amount(),
      paid: try member("paid").amount()
    )
    let intervals = try member("stakes").map { value throws(DocumentError) in try value.interval() }
    let claim = try member("claim").optional { value throws(DocumentError) in
      try value.allow(["index", "amount", "leaf", "leafHash", "proof"])
      let proof = try value.proof(of: account)
      return ProvenClaim(
        before: .zero,
        payments: [.init(holder: account, paid: share.paid)],
        proof: proof
      )
    }
    return (ExplainedHolder(share: share, explanation: .intervals(intervals)), claim)
  }

  private func interval() throws(DocumentError) -> StakeInterval {
    try allow(["from", "to", "amount"])
    let from = try member("from").timestamp()
    let to = try member("to").timestamp()
    guard from < to else { throw error("an interval ends after its start") }
    return StakeInterval(from: from, to: to, amount: try member("amount").amount())
  }

  /// The members `index`, `amount`, `leaf`, `leafHash` and `proof`.
  func proof(of account: Address) throws(DocumentError) -> ClaimProof {
    ClaimProof(
      claim: Claim(account: account, amount: try member("amount").amount()),
      index: try member("index").count(),
      leaf: try member("leaf").count(),
      leafHash: try member("leafHash").digest(),
      siblings: try member("proof").map { value throws(DocumentError) in try value.digest() }
    )
  }
}
