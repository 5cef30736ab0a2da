import EVMTypes

/// The lower weighted median of the percentages that the choices of a vote stand for.
///
/// Choices with a percentage are sorted by it, ties by the order of choices. The median is the first at
/// which the power up to it is at least half of the power of all of them. Choices without a percentage do
/// not count.
public struct WeightedMedian: Sendable, Hashable {
  /// A choice with a percentage, in the order of percentages.
  public struct Step: Sendable, Hashable {
    /// The choice's number, from 1.
    public let choice: Int
    /// The percentage that it stands for.
    public let percentage: Percentage
    /// The power of this choice and of all before it.
    public let cumulative: ExactDecimal
  }

  /// The choices with a percentage, by percentage.
  public let steps: [Step]
  /// The place of the median in ``steps``.
  public let place: Int

  /// The median's step.
  public var step: Step { steps[place] }
  /// The power of all choices with a percentage.
  public var total: ExactDecimal { steps[steps.count - 1].cumulative }

  /// Finds the median.
  ///
  /// - Parameter choices: The choices, in their order.
  /// - Throws: ``VoteError/noPercentages``, ``VoteError/noPercentageVotes``, or what is wrong with a
  ///   percentage in a choice's text.
  public init(of choices: [VoteChoice]) throws(VoteError) {
    var marked: [(choice: Int, percentage: Percentage)] = []
    for (index, choice) in choices.enumerated() {
      guard let percentage = try ChoicePercentage.percentage(in: choice.name) else { continue }
      marked.append((index + 1, percentage))
    }
    guard !marked.isEmpty else { throw .noPercentages }
    marked.sort {
      ($0.percentage.partsPerMillion, $0.choice) < ($1.percentage.partsPerMillion, $1.choice)
    }
    var steps: [Step] = []
    var cumulative = ExactDecimal.zero
    for (choice, percentage) in marked {
      guard let sum = try? cumulative.adding(choices[choice - 1].tally) else { throw .overflow }
      cumulative = sum
      steps.append(Step(choice: choice, percentage: percentage, cumulative: cumulative))
    }
    let total = cumulative.units
    // 2c >= t is c >= t - c, which cannot overflow since c is at most t.
    let place = steps.firstIndex { step in
      step.cumulative.units
        >= total.subtractingReportingOverflow(step.cumulative.units).partialValue
    }
    guard !total.isZero, let place else { throw .noPercentageVotes }
    self.steps = steps
    self.place = place
  }
}
