import Distribution
import EVMTypes
import MerkleClaims
import StrictJSON

/// The document of ruleset 2: holders and claims stand apart, since a claim can hold what others are paid.
extension ClaimsDocument {
  /// What stands under the key `format`.
  static let format2 = "revshare-claims-v2"
}

extension JSONValue {
  static func holder2(_ holder: ExplainedHolder) -> JSONValue {
    let share = holder.share
    return .object([
      .init("account", .account(share.account)),
      .init("weight", .amount(share.weight)),
      .init("share", .amount(share.share)),
      .init("accruedIn", .amount(share.accruedIn)),
      .init("adjustment", .amount(share.adjustment)),
      .init("paid", .amount(share.paid)),
      .init("accruedOut", .amount(share.accruedOut)),
      .init("beneficiary", .account(share.beneficiary)),
      .init("pieces", pieces(holder.explanation)),
    ])
  }

  private static func pieces(_ explanation: ExplainedHolder.Explanation) -> JSONValue {
    let pieces: [StakePiece]
    switch explanation {
    case .pieces(let known): pieces = known
    case .sums, .elsewhere: return .null
    case .intervals: preconditionFailure("ruleset 2 explains by pieces")
    }
    return .array(
      pieces.map {
        .object([
          .init("start", .time($0.start)), .init("from", .time($0.from)),
          .init("to", .time($0.to)), .init("amount", .amount($0.amount)),
          .init("factor", .optional($0.factor?.description)),
          .init("weight", .amount($0.weight)),
        ])
      }
    )
  }

  static func claim2(_ claim: ProvenClaim) -> JSONValue {
    .object(
      [
        .init("account", .account(claim.account)),
        .init("index", .integer(claim.proof.index)),
        .init("amount", .amount(claim.proof.claim.amount)),
        .init("before", .amount(claim.before)),
        .init(
          "payments",
          .array(
            claim.payments.map {
              .object([.init("holder", .account($0.holder)), .init("paid", .amount($0.paid))])
            }
          )
        ),
      ] + proof(claim.proof)
    )
  }
}

extension JSONCursor {
  func holder2() throws(DocumentError) -> ExplainedHolder {
    try allow([
      "account", "weight", "share", "accruedIn", "adjustment", "paid", "accruedOut", "beneficiary",
      "pieces",
    ])
    return ExplainedHolder(
      share: HolderShare(
        account: try member("account").account(),
        weight: try member("weight").amount(),
        share: try member("share").amount(),
        accruedIn: try member("accruedIn").signedAmount(),
        adjustment: try member("adjustment").signedAmount(),
        paid: try member("paid").amount(),
        accruedOut: try member("accruedOut").signedAmount(),
        beneficiary: try member("beneficiary").account()
      ),
      explanation: try member("pieces").optional { value throws(DocumentError) in
        .pieces(try value.map { value throws(DocumentError) in try value.piece() })
      } ?? .elsewhere
    )
  }

  private func piece() throws(DocumentError) -> StakePiece {
    try allow(["start", "from", "to", "amount", "factor", "weight"])
    let from = try member("from").timestamp()
    let to = try member("to").timestamp()
    guard from < to else { throw error("a piece ends after its start") }
    return StakePiece(
      start: try member("start").timestamp(),
      from: from,
      to: to,
      amount: try member("amount").amount(),
      factor: try member("factor").optional { value throws(DocumentError) in try value.factor() },
      weight: try member("weight").amount()
    )
  }

  func claim2() throws(DocumentError) -> ProvenClaim {
    try allow([
      "account", "index", "amount", "before", "payments", "leaf", "leafHash", "proof",
    ])
    return ProvenClaim(
      before: try member("before").amount(),
      payments: try member("payments").map { value throws(DocumentError) in
        try value.allow(["holder", "paid"])
        return ProvenClaim.Payment(
          holder: try value.member("holder").account(),
          paid: try value.member("paid").amount()
        )
      },
      proof: try proof(of: try member("account").account())
    )
  }
}
