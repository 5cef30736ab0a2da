public import Distribution

/// Rules in words, for people.
public enum RuleWords: Sendable {
  /// How stake counts by age, such as `stake x time, 1.25x from 90 days`.
  ///
  /// - Parameters:
  ///   - multiplier: The multiplier.
  ///   - times: The sign between stake and time, and behind factors.
  /// - Returns: The words.
  public static func text(of multiplier: Multiplier, times: String = "x") -> String {
    switch multiplier {
    case .none: "stake \(times) time"
    case .steps(let steps):
      "stake \(times) time, "
        + steps.map { "\($0.factor)\(times) from \(age($0.age))" }.joined(separator: ", ")
    case .linear(let cap, let seconds):
      "stake \(times) time, growing from 1\(times) to \(cap)\(times) at \(age(seconds))"
    }
  }

  private static func age(_ seconds: UInt64) -> String {
    seconds.isMultiple(of: 86_400) ? "\(seconds / 86_400) days" : "\(seconds) s"
  }
}
