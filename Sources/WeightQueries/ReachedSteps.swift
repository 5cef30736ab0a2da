import Distribution

/// The steps of a multiplier that stake of an epoch can be in.
struct ReachedSteps {
  struct Step {
    /// From 1, in the order of the ages.
    let number: Int
    /// In seconds; above 0.
    let age: UInt64
  }

  /// The step of stake that has reached none of the others: 0, or 1 where that begins at an age of 0.
  let first: Int
  /// Those that come later, ascending.
  let later: [Step]

  /// Takes the steps of a multiplier, ascending by age.
  ///
  /// - Parameters:
  ///   - steps: The steps; none for plain stake-time.
  ///   - epoch: The epoch: no stake is older than its end, which is counted from 1970.
  init(_ steps: [Multiplier.Step], in epoch: Epoch) {
    self.first = steps.first?.age == 0 ? 1 : 0
    self.later = zip(1..., steps)
      .filter { $0.1.age > 0 && $0.1.age < epoch.end.unixSeconds }
      .map { Step(number: $0.0, age: $0.1.age) }
  }
}
