import Distribution
import EVMTypes

/// An identity with both sides.
struct IdentityRow: Sendable {
  /// A term with its name.
  struct Term: Sendable {
    let name: String
    let amount: String
  }

  /// A side: its terms and, where there are several, their sum.
  struct Side: Sendable {
    let terms: [Term]
    let hasSum: Bool
    let total: String
  }

  let title: String
  let left: Side
  let right: Side
  let holds: Bool

  init(_ identity: Identity, in token: Token) {
    func side(_ terms: [Identity.Term], _ total: SignedAmount) -> Side {
      Side(
        terms: terms.map {
          Term(name: words(of: $0.name), amount: AmountText($0.amount, of: token).full)
        },
        hasSum: terms.count > 1,
        total: AmountText(total, of: token).full
      )
    }
    self.title = Self.title(of: identity)
    self.left = side(identity.left, identity.leftTotal)
    self.right = side(identity.right, identity.rightTotal)
    self.holds = identity.holds
  }

  /// What an identity says; its name where this version does not know it.
  private static func title(of identity: Identity) -> String {
    switch identity.name {
    case "streams": "Entries, less old deficits, are revenue, less new deficits"
    case "revenue": "Revenue is retained or goes to the pool"
    case "contributions": "The pool is what streams contribute"
    case "pool": "The pool is allocated or reinvested"
    case "allocation": "The allocation is shared out or carried on"
    case "collection": "The pool is what streams contribute and what came back"
    case "payment":
      identity.left.count > 1 ? "What is owed is paid, or kept" : "Every share is paid"
    case "claims":
      identity.left.count > 1 ? "Claims grow by what is paid" : "The claims are what is paid"
    case "parts": "The parts by stream of all holders are their shares"
    default: identity.name
    }
  }
}
