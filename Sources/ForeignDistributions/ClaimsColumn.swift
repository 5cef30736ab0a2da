/// A column of a table of claims, by its name in the header.
enum ClaimsColumn: Sendable, Hashable {
  case account
  case amount(Int)
  case index
  case token
  case beneficiary
  case number
  case salt
  case hash
  /// A column of our own published tables that no leaf holds.
  case ignored

  /// The names, each with what it means.
  private static let names: [(String, ClaimsColumn)] = [
    ("account", .account), ("address", .account), ("amount", .amount(0)), ("rpl", .amount(0)),
    ("shares", .amount(0)), ("eth", .amount(1)), ("voter_share", .amount(2)), ("index", .index),
    ("token", .token), ("beneficiary", .beneficiary), ("network", .number), ("operator", .number),
    ("salt", .salt), ("hash", .hash), ("leaf", .ignored),
  ]

  init?(_ name: String) {
    guard let column = Self.names.first(where: { $0.0.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = column.1
  }

  /// All names, for messages.
  static var knownNames: String { names.map(\.0).joined(separator: ", ") }
}
