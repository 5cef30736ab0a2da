public import EVMTypes

/// A claim of a large distribution, which is proven together with others.
public struct RangedClaim: Sendable, Hashable {
  /// What the contract takes as the claim's index, where that is not its place.
  public let index: Int?
  /// The amount, in base units.
  public let amount: UInt256
  /// What was claimable before, in the same unit.
  public let before: UInt256
  /// The holders whose payment it holds, in account order.
  public let payments: [ProvenClaim.Payment]

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - index: What the contract takes as the claim's index, where that is not its place.
  ///   - amount: The amount.
  ///   - before: What was claimable before.
  ///   - payments: The holders whose payment it holds.
  public init(index: Int?, amount: UInt256, before: UInt256, payments: [ProvenClaim.Payment]) {
    self.index = index
    self.amount = amount
    self.before = before
    self.payments = payments
  }
}
