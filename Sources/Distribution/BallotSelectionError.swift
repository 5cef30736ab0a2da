/// Why a voter's selection does not count.
public enum BallotSelectionError: Error, Sendable, Hashable {
  /// There is no choice of this number among so many.
  case choiceOutOfRange(Int, Int)
  /// This choice has two weights.
  case repeatedChoice(Int)
  /// The weights add up to zero.
  case noWeight
  /// The weights add up to more than 256 bits hold.
  case weightsTooLarge
  /// A vote of weights was given one choice.
  case notWeighted
  /// A vote of one choice was given weights.
  case notOneChoice
}

extension BallotSelectionError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .choiceOutOfRange(let number, let count):
      "choice \(number), but there are \(count) choices"
    case .repeatedChoice(let number): "choice \(number) has two weights"
    case .noWeight: "the weights of the choices add up to zero"
    case .weightsTooLarge: "the weights of the choices do not fit in 256 bits"
    case .notWeighted: "one choice, but the vote is one of weights"
    case .notOneChoice: "weights of choices, but the vote is one of a single choice"
    }
  }
}
