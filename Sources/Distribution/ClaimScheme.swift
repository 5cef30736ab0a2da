/// What a claim's amount counts.
public enum ClaimScheme: String, Sendable, Hashable, CaseIterable {
  /// What this epoch pays: each epoch's root stands beside those of others.
  case perEpoch = "per-epoch"
  /// All that was ever paid in this scheme: each epoch's root replaces the one before.
  case cumulative

  /// The names, as an error lists them.
  public static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
