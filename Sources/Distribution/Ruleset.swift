/// The numbered rules that an epoch is computed under; a published epoch keeps its own for ever.
public enum Ruleset: Int, Sendable, Hashable, CaseIterable {
  /// One payout asset in which all revenue is booked, plain stake-time, all shares paid at once.
  case v1 = 1
  /// Several assets and rates, multipliers, minimum payouts with accruals, redirections, cumulative claims,
  /// adjustments.
  case v2 = 2

  /// The numbers, as an error lists them.
  public static var allNumbers: String {
    allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
  }
}
