/// By how much a lot counts at its age, in whole seconds since its start.
public enum Multiplier: Sendable, Hashable {
  /// Always once.
  case none
  /// Once, then each step's factor from its age on; ages ascend and are distinct.
  case steps([Step])
  /// Once at age 0, growing evenly to the cap, which is reached at this age in seconds and stays.
  case linear(cap: Factor, seconds: UInt64)

  /// From which age on a lot counts how much.
  public struct Step: Sendable, Hashable {
    /// The age, in seconds.
    public let age: UInt64
    /// The factor from this age on.
    public let factor: Factor

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - age: The age, in seconds.
    ///   - factor: The factor from this age on.
    public init(age: UInt64, factor: Factor) {
      self.age = age
      self.factor = factor
    }
  }
}
