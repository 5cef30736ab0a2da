import Distribution
import EVMTypes
import StrictJSON

// How the parts of an epoch's terms are written; `JSONCursor+Terms.swift` reads them again.

extension JSONValue {
  static func amount(_ amount: UInt256) -> JSONValue { .string(amount.description) }
  static func amount(_ amount: SignedAmount) -> JSONValue { .string(amount.description) }
  static func time(_ time: Timestamp) -> JSONValue { .string(time.description) }
  static func account(_ account: Address) -> JSONValue { .string(account.description) }
  static func percentage(_ share: Percentage) -> JSONValue { .string(share.description) }

  static func epoch(_ epoch: Epoch) -> JSONValue {
    .object([
      .init("number", .integer(epoch.number)),
      .init("start", .time(epoch.start)),
      .init("end", .time(epoch.end)),
    ])
  }

  static func chain(_ chain: Chain) -> JSONValue {
    .object([.init("id", .integer(chain.id)), .init("name", .string(chain.name))])
  }

  static func token(_ token: Token) -> JSONValue { .object(members(of: token)) }

  static func asset(_ asset: Asset) -> JSONValue { .object(members(of: asset)) }

  static func members(of asset: Asset) -> [Member] {
    [.init("id", .string(asset.id))] + members(of: asset.token)
  }

  /// The member `tree`; none for the default tree.
  static func tree(_ tree: TreeTerms) -> [Member] {
    guard tree != .standard else { return [] }
    return [
      .init(
        "tree",
        .object([
          .init("preset", .string(tree.preset.name)),
          .init("order", .string(tree.order.rawValue)),
        ])
      )
    ]
  }

  private static func members(of token: Token) -> [Member] {
    [
      .init("symbol", .string(token.symbol)),
      .init("name", .string(token.name)),
      .init("decimals", .integer(token.decimals)),
      .init("contract", .optional(token.contract?.description)),
    ]
  }

  static func stream(_ stream: Stream) -> [Member] {
    [
      .init("id", .string(stream.id)),
      .init("title", .string(stream.title)),
      .init("description", .string(stream.description)),
    ]
  }

  static func decision(_ decision: Decision, _ ruleset: Ruleset) -> JSONValue {
    let vote: [Member] =
      switch ruleset {
      case .v1: []
      case .v2: [.init("vote", decision.vote.map(JSONValue.vote) ?? .null)]
      }
    return .object(members(of: decision) + vote)
  }

  private static func members(of decision: Decision) -> [Member] {
    [
      .init("id", .string(decision.id)),
      .init("title", .string(decision.title)),
      .init("decidedAt", .time(decision.decidedAt)),
      .init("effectiveEpoch", .integer(decision.effectiveEpoch)),
      .init("stakerShare", .percentage(decision.stakerShare)),
      .init(
        "poolShares",
        .array(
          decision.poolShares.map {
            .object([
              .init("stream", .string($0.stream)), .init("share", .percentage($0.share)),
            ])
          }
        )
      ),
      .init("rationale", .string(decision.rationale)),
      .init("link", .string(decision.link)),
      .init(
        "tally",
        .array(
          decision.tally.map {
            .object([.init("choice", .string($0.choice)), .init("votes", .string($0.votes))])
          }
        )
      ),
      .init("quorum", .optional(decision.quorum)),
      .init("retroactive", .optional(decision.retroactive)),
    ]
  }

  static func exclusions(_ exclusions: [Exclusion]) -> JSONValue {
    .array(
      exclusions.map {
        .object([.init("account", .account($0.account)), .init("reason", .string($0.reason))])
      }
    )
  }
}
