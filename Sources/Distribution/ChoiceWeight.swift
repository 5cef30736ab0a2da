/// The part of a voter's power that a choice gets.
public struct ChoiceWeight: Sendable, Hashable {
  /// The choice's number, from 1.
  public let choice: Int
  /// The part, in the unit of the voter's other weights.
  public let weight: ExactDecimal

  /// Creates a weight.
  ///
  /// - Parameters:
  ///   - choice: The choice's number.
  ///   - weight: The part.
  public init(choice: Int, weight: ExactDecimal) {
    self.choice = choice
    self.weight = weight
  }
}
