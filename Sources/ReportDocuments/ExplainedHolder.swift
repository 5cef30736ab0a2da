public import Distribution

/// A holder's figures and what led to their weight.
public struct ExplainedHolder: Sendable, Hashable {
  /// What led to a weight.
  public enum Explanation: Sendable, Hashable {
    /// The longest intervals of constant stake, in order: plain stake-time, under ruleset 1.
    case intervals([StakeInterval])
    /// The pieces of lots, in their order.
    case pieces([StakePiece])
    /// The stake × time that the weight was given by, by step; no document holds it but the inputs.
    case sums([StakeSum])
    /// What the inputs tell: the files of a large distribution do not hold it, nor those of given weights.
    case elsewhere
  }

  /// The figures.
  public let share: HolderShare
  /// What led to the weight.
  public let explanation: Explanation

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - share: The figures.
  ///   - explanation: What led to the weight.
  public init(share: HolderShare, explanation: Explanation) {
    self.share = share
    self.explanation = explanation
  }
}
