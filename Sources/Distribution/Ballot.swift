public import EVMTypes

/// One voter's vote.
public struct Ballot: Sendable, Hashable {
  /// Who voted.
  public let voter: Address
  /// What the voter chose.
  public let selection: BallotSelection
  /// With how much power.
  public let power: ExactDecimal

  /// Creates a ballot.
  ///
  /// - Parameters:
  ///   - voter: Who voted.
  ///   - selection: What the voter chose.
  ///   - power: With how much power.
  public init(voter: Address, selection: BallotSelection, power: ExactDecimal) {
    self.voter = voter
    self.selection = selection
    self.power = power
  }

  /// The same ballot with weights in the order of choices.
  var canonical: Ballot {
    guard case .weighted(let weights) = selection else { return self }
    return Ballot(
      voter: voter,
      selection: .weighted(weights.sorted { $0.choice < $1.choice }),
      power: power
    )
  }
}
