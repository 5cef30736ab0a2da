/// How voters choose; the raw value is the hub's name.
public enum VoteType: String, Sendable, Hashable, CaseIterable {
  /// One of For, Against and Abstain.
  case basic
  /// One choice.
  case singleChoice = "single-choice"
  /// Any choices, each with a part of the power.
  case weighted
}
