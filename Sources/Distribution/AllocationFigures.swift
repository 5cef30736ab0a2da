public import EVMTypes

/// What is divided among holders, and what that leaves, in base units of the payout asset.
public struct AllocationFigures: Sendable, Hashable {
  /// The stakers' part of the pool.
  public let allocated: UInt256
  /// What the epoch before left.
  public let remainderIn: UInt256
  /// Both together: what the formula divides.
  public let amount: UInt256
  /// The sum of shares.
  public let shares: UInt256
  /// What floor division leaves to the next epoch.
  public let remainderOut: UInt256

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - allocated: The stakers' part of the pool.
  ///   - remainderIn: What the epoch before left.
  ///   - amount: Both together.
  ///   - shares: The sum of shares.
  ///   - remainderOut: What floor division leaves.
  public init(
    allocated: UInt256,
    remainderIn: UInt256,
    amount: UInt256,
    shares: UInt256,
    remainderOut: UInt256
  ) {
    self.allocated = allocated
    self.remainderIn = remainderIn
    self.amount = amount
    self.shares = shares
    self.remainderOut = remainderOut
  }
}
