/// The numbered rules that an epoch is computed under; a published epoch keeps its own for ever.
public enum Ruleset: Int, Sendable, Hashable, CaseIterable {
  /// Plain stake-time weights, floor shares, remainder carried to the next epoch.
  case v1 = 1
}
