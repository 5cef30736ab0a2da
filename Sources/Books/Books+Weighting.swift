public import Distribution

extension Books {
  /// How stake becomes weight in an epoch.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: What the latest decision says that speaks of it; ``Weighting/plain`` where none does.
  public func weighting(in number: Int) -> Weighting { governance.weighting(in: number) }

  /// The first epoch whose weights are given, so that its stake events are not published.
  ///
  /// - Returns: Its number; `nil` where all weights come from events.
  public var firstGivenEpoch: Int? { settings.ledgers.weights.map(\.epoch).min() }

  /// From when on the stake events have to be known for an epoch's weights, beside the lots that stood then.
  ///
  /// Lots depend on the order in which withdrawals have taken them, so that a single order leads from the events to
  /// the weights only since the epoch that it has been in force from. Plain stake-time does not depend on lots.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The number of the first epoch whose events are needed.
  public func firstEpochOfWeights(in number: Int) -> Int {
    let numbers = settings.epochs.map(\.epoch.number).filter { $0 <= number }
    let weighting = weighting(in: number)
    if weighting.multiplier == .none { return numbers.first ?? number }
    return numbers.reversed()
      .prefix(while: { self.weighting(in: $0).withdrawals == weighting.withdrawals })
      .last ?? number
  }
}
