public import EVMTypes

/// A choice of a vote, and the power that it got.
public struct VoteChoice: Sendable, Hashable {
  /// The choice's text.
  public let name: String
  /// The exact sum of the votes.
  public let tally: ExactDecimal
  /// What the hub states: a sum of floating-point numbers.
  public let score: ExactDecimal

  /// Creates a choice.
  ///
  /// - Parameters:
  ///   - name: The choice's text.
  ///   - tally: The exact sum of the votes.
  ///   - score: What the hub states.
  public init(name: String, tally: ExactDecimal, score: ExactDecimal) {
    self.name = name
    self.tally = tally
    self.score = score
  }

  /// By how much the hub's score is above the tally, in units of 10⁻³⁶.
  public var difference: SignedAmount {
    let (above, isBelow) = score.units.subtractingReportingOverflow(tally.units)
    guard isBelow else { return SignedAmount(above) }
    return SignedAmount(
      tally.units.subtractingReportingOverflow(score.units).partialValue,
      isNegative: true
    )
  }

  /// The difference in decimal digits, with a minus sign where the hub's score is below the tally.
  public var differenceText: String {
    (difference.isNegative ? "-" : "") + ExactDecimal(units: difference.magnitude).description
  }
}
