public import EVMTypes

/// How stake becomes weight: what counts by age, and which lots a withdrawal takes.
///
/// - Source: docs/specification.md, section 3, "Weight".
public struct Weighting: Sendable, Hashable {
  /// Plain stake-time, withdrawals from the newest lot: what holds where no decision says otherwise.
  public static let plain = Weighting(multiplier: .none, withdrawals: .newest)

  /// By how much stake counts at an age.
  public let multiplier: Multiplier
  /// Which lots a withdrawal takes.
  public let withdrawals: WithdrawalOrder

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - multiplier: By how much stake counts at an age.
  ///   - withdrawals: Which lots a withdrawal takes.
  public init(multiplier: Multiplier, withdrawals: WithdrawalOrder) {
    self.multiplier = multiplier
    self.withdrawals = withdrawals
  }

  /// D: weights are base units of the staked token × seconds ÷ D.
  public var denominator: UInt256 {
    switch multiplier {
    case .none: 1
    case .steps: 1_000_000
    case .linear(_, let seconds):
      // Below 2²⁰ × 2⁶⁴.
      UInt256(seconds).multipliedFullWidth(by: 1_000_000).low
    }
  }
}
