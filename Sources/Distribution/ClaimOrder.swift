/// The order in which claims stand as a tree's leaves.
public enum ClaimOrder: String, Sendable, CaseIterable {
  /// Ascending by account, as in the table of claims.
  case account
  /// Ascending by the leaves' hashes.
  case hash

  /// The names, as an error lists them.
  public static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
