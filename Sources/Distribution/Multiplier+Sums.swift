import EVMTypes

extension Multiplier {
  /// How many steps there are to add up in; `nil` where the multiplier grows, so that there are none.
  public var stepCount: Int? {
    switch self {
    case .none: 0
    case .steps(let steps): steps.count
    case .linear: nil
    }
  }

  /// By how much stake in a step counts.
  ///
  /// - Parameter step: The step, from 1 in the order of ages; 0 below the first.
  /// - Returns: The factor; `nil` where there is no such step.
  public func factor(ofStep step: Int) -> Factor? {
    switch self {
    case .none: step == 0 ? .one : nil
    case .steps(let steps):
      step == 0 ? .one : steps.indices.contains(step - 1) ? steps[step - 1].factor : nil
    case .linear: nil
    }
  }

  /// What stake × time weighs that was added up by account and step.
  ///
  /// - Parameter sums: The sums, by account, then by step; each step is one of the multiplier's.
  /// - Returns: The weights, in account order.
  /// - Throws: ``DistributionError`` where a weight is 2²⁵⁶ or more.
  public func weights(of sums: [StakeSum]) throws(DistributionError) -> [AccountWeight] {
    var weights: [AccountWeight] = []
    weights.reserveCapacity(sums.count)
    do throws(AmountOverflow) {
      for sum in sums {
        let weight = try weight(of: sum)
        if let last = weights.last, last.account == sum.account {
          weights[weights.count - 1] = AccountWeight(
            account: sum.account,
            weight: try last.weight.adding(weight)
          )
        } else {
          weights.append(AccountWeight(account: sum.account, weight: weight))
        }
      }
    } catch {
      throw .overflow("stake × time")
    }
    return weights
  }

  private func weight(of sum: StakeSum) throws(AmountOverflow) -> UInt256 {
    switch self {
    // D is 1.
    case .none: sum.amountSeconds
    case .steps, .linear:
      try sum.amountSeconds.multiplied(
        by: UInt128(factor(ofStep: sum.step)?.partsPerMillion ?? 0)
      )
    }
  }
}
