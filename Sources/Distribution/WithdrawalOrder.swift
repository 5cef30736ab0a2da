/// Which of an account's lots a withdrawal takes first.
public enum WithdrawalOrder: String, Sendable, Hashable, CaseIterable {
  /// The lot that was staked last.
  case newest
  /// The lot that was staked first.
  case oldest
}
