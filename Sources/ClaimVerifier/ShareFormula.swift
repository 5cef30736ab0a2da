public import EVMTypes

/// What an epoch's formula gives a holder.
public enum ShareFormula: Sendable {
  /// ⌊allocation × weight ÷ total weight⌋, with the product in 512 bits.
  ///
  /// - Parameters:
  ///   - allocation: What is divided, in base units of the payout asset.
  ///   - weight: The holder's weight, in base units of the staked token × seconds.
  ///   - totalWeight: All holders' weight, in the same unit.
  /// - Returns: The share in base units of the payout asset; `nil` when the total is zero or the share
  ///   does not fit in 256 bits, which takes a weight above the total.
  public static func share(
    of allocation: UInt256,
    weight: UInt256,
    totalWeight: UInt256
  ) -> UInt256? {
    allocation.multiplied(by: weight, dividedBy: totalWeight)?.quotient
  }
}
