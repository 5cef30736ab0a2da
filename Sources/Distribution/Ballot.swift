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
}
