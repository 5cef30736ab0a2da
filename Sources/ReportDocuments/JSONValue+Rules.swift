import Distribution
import EVMTypes
import StrictJSON

// How the rules of ruleset 2 are written; `JSONCursor+Rules.swift` reads them again.

extension JSONValue {
  static func weighting(_ weighting: Weighting) -> JSONValue {
    var name = "none"
    var steps: [JSONValue] = []
    var (cap, seconds): (JSONValue, JSONValue) = (.null, .null)
    switch weighting.multiplier {
    case .none: break
    case .steps(let all):
      name = "steps"
      steps = all.map {
        .object([
          .init("age", .integer($0.age)), .init("factor", .string($0.factor.description)),
        ])
      }
    case .linear(let factor, let age):
      name = "linear"
      cap = .string(factor.description)
      seconds = .integer(age)
    }
    return .object([
      .init("multiplier", .string(name)),
      .init("steps", .array(steps)),
      .init("cap", cap),
      .init("seconds", seconds),
      .init("withdrawals", .string(weighting.withdrawals.rawValue)),
    ])
  }

  static func origins(_ origins: RuleOrigins) -> JSONValue {
    let reference = { (origin: RuleOrigins.Reference?) -> JSONValue in
      guard let origin else { return .null }
      return .object([
        .init("id", .string(origin.id)), .init("title", .string(origin.title)),
        .init("link", .string(origin.link)),
      ])
    }
    return .object([
      .init("ruleset", reference(origins.ruleset)),
      .init("weighting", reference(origins.weighting)),
      .init("minimum", reference(origins.minimum)),
    ])
  }

  static func redirections(_ redirections: [Redirection]) -> JSONValue {
    .array(
      redirections.map { redirection in
        var (signature, transaction): (JSONValue, JSONValue) = (.null, .null)
        switch redirection.evidence {
        case .signature(let bytes):
          signature = .string("0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self))
        case .transaction(let digest): transaction = .string(digest.description)
        }
        return .object([
          .init("account", .account(redirection.account)),
          .init("beneficiary", .account(redirection.beneficiary)),
          .init("since", .time(redirection.since)),
          .init("signature", signature),
          .init("transaction", transaction),
        ])
      }
    )
  }
}
