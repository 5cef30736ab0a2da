import ClaimVerifier
import EVMTypes

/// What a voter chose, by the numbers of choices, which begin at 1.
public enum BallotSelection: Sendable, Hashable {
  /// One choice.
  case choice(Int)
  /// Choices with the parts of the power that they get, in any one unit.
  case weighted([ChoiceWeight])

  /// Whether a selection is one that a vote allows.
  ///
  /// - Parameters:
  ///   - type: How voters choose.
  ///   - choiceCount: How many choices there are.
  /// - Throws: ``BallotSelectionError``.
  public func check(type: VoteType, choiceCount: Int) throws(BallotSelectionError) {
    switch (self, type) {
    case (.choice(let number), .basic), (.choice(let number), .singleChoice):
      try Self.checkRange(number, choiceCount)
    case (.weighted(let weights), .weighted):
      var numbers: Set<Int> = []
      var sum = ExactDecimal.zero
      for weight in weights {
        try Self.checkRange(weight.choice, choiceCount)
        guard numbers.insert(weight.choice).inserted else { throw .repeatedChoice(weight.choice) }
        guard let next = try? sum.adding(weight.weight) else { throw .weightsTooLarge }
        sum = next
      }
      guard !sum.isZero else { throw .noWeight }
    case (.choice, .weighted): throw .notWeighted
    case (.weighted, .basic), (.weighted, .singleChoice): throw .notOneChoice
    }
  }

  private static func checkRange(_ number: Int, _ count: Int) throws(BallotSelectionError) {
    guard number >= 1, number <= count else { throw .choiceOutOfRange(number, count) }
  }

  /// Splits a voter's power over the choices, by largest remainder in units of 10⁻³⁶, ties by the order of
  /// choices: nothing is lost.
  ///
  /// - Parameter power: The power.
  /// - Returns: The choices selected, in their order, with the power of each; `nil` where the weights add
  ///   up to zero or do not fit in 256 bits.
  func parts(of power: ExactDecimal) -> [(choice: Int, power: ExactDecimal)]? {
    switch self {
    case .choice(let number): return [(number, power)]
    case .weighted(let weights):
      let sorted = weights.sorted { $0.choice < $1.choice }
      return LargestRemainder.split(power.units, by: sorted.map(\.weight.units))
        .map { parts in zip(sorted, parts).map { ($0.choice, ExactDecimal(units: $1)) } }
    }
  }
}
